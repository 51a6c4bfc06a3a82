import type { PageProps } from './use-verification.ts'
import { VerificationCard } from './verification-card.tsx'

const accounts = [
  { name: 'Everyday account', number: '•••• 4821', balance: 2_480.15 },
  { name: 'Savings', number: '•••• 7730', balance: 11_900 },
]

const payments = [
  { to: 'Fjord Coffee Roasters', daysAgo: 0, amount: -6.4 },
  { to: 'City Transit', daysAgo: 1, amount: -28 },
  { to: 'Salary, Nordlys Studio', daysAgo: 4, amount: 2_950 },
  { to: 'Harbour Street Grocer', daysAgo: 5, amount: -41.27 },
]

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })
const day = new Intl.DateTimeFormat('en-IE', { day: 'numeric', month: 'long' })

/** Formats an amount with a minus sign, for which `Intl` takes a hyphen. */
const formatAmount = (amount: number) => euros.format(amount).replace('-', '−')

function formatDay(daysAgo: number): string {
  if (daysAgo < 2) return daysAgo === 0 ? 'Today' : 'Yesterday'
  return day.format(Date.now() - daysAgo * 86_400_000)
}

/** The person's accounts, and the verification that they need for larger transfers. */
export function OverviewPage(props: PageProps) {
  return (
    <main className="page">
      <h1>Hello, {props.me.firstName}</h1>
      <VerificationCard {...props} />
      <section className="card" aria-labelledby="accounts-title">
        <h2 id="accounts-title">Accounts</h2>
        <ul className="rows">
          {accounts.map(({ name, number, balance }) => (
            <li key={number} className="row">
              <span>
                {name}
                <span className="quiet row-detail">{number}</span>
              </span>
              <span className="amount">{formatAmount(balance)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="payments-title">
        <h2 id="payments-title">Latest payments</h2>
        <ul className="rows">
          {payments.map(({ to, daysAgo, amount }) => (
            <li key={to} className="row">
              <span>
                {to}
                <span className="quiet row-detail">{formatDay(daysAgo)}</span>
              </span>
              <span className="amount">{formatAmount(amount)}</span>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}
