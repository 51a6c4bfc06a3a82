import { useMutation, useQueryClient } from '@tanstack/react-query'
import { people } from '../../people.ts'
import { meQueryOptions, signIn } from './account.ts'
import { Brand } from './brand.tsx'

/** Signs in one of the demo's people. */
export function SignInPage() {
  const queryClient = useQueryClient()
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: () => queryClient.invalidateQueries(meQueryOptions),
  })

  return (
    <main className="sign-in">
      <Brand />
      <h1>Who is banking today?</h1>
      <p className="quiet">Choose a customer. This demo has no passwords.</p>
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              disabled={signingIn.isPending}
              onClick={() => signingIn.mutate(person.id)}
            >
              <span className="avatar" aria-hidden="true">
                {person.firstName.charAt(0)}
                {person.lastName.charAt(0)}
              </span>
              <span className="person-text">
                <strong>
                  {person.firstName} {person.lastName}
                </strong>
                <span className="quiet">Customer since {person.customerSince}</span>
              </span>
              <span className="person-arrow" aria-hidden="true">
                →
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="alert-text">
        {signingIn.isError && 'We couldn’t sign you in. Check that the demo is still running.'}
      </p>
    </main>
  )
}
