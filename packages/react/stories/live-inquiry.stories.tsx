import { ResumableInquiry, type ResumableInquiryProps } from '@resumable-inquiry/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useEffect, useState } from 'react'
import { screen } from 'storybook/test'
import { Accounts, Bank, VerificationCard } from './host/bank.tsx'
import { stateIs, textIs } from './host/checks.ts'

interface StartedInquiry {
  inquiryId: string
  customHost: string
}

/** The bank with the real SDK, whose back end runs on the emulator beside Storybook. */
function LiveInquiry({ presentation }: Pick<ResumableInquiryProps, 'presentation'>): ReactElement {
  const [inquiry, setInquiry] = useState<StartedInquiry | 'missing'>()
  const [status, setStatus] = useState<string>()
  const [open, setOpen] = useState(true)

  useEffect(() => {
    const controller = new AbortController()
    startInquiry(controller.signal).then(setInquiry, () => {
      if (!controller.signal.aborted) setInquiry('missing')
    })
    return () => controller.abort()
  }, [])

  if (inquiry === 'missing') {
    return (
      <Bank title="This story needs the emulator">
        <section className="bank-card">
          <h2>Start Storybook from the repository</h2>
          <p>
            Here the real SDK talks to an emulated Persona, which a folder of files cannot run. In
            the repository, run
          </p>
          <pre>npx --yes pnpm@12 storybook</pre>
          <p>Everything else in this Storybook works without it.</p>
        </section>
      </Bank>
    )
  }
  return (
    <Bank>
      <VerificationCard
        {...(status !== undefined && { status })}
        onOpen={open ? undefined : () => setOpen(true)}
      >
        {inquiry && presentation === 'inline' && (
          <button
            type="button"
            className="bank-button"
            data-quiet
            onClick={() => void killSession(inquiry.inquiryId)}
          >
            Kill the session
          </button>
        )}
      </VerificationCard>
      {presentation !== 'inline' && <Accounts />}
      {inquiry && (
        <div className={presentation === 'inline' && open ? 'bank-inline' : undefined}>
          <ResumableInquiry
            presentation={presentation}
            inquiryId={inquiry.inquiryId}
            customHost={inquiry.customHost}
            open={open}
            onOpenChange={setOpen}
            onRecover={({ attempt }) => setStatus(`Recovered, attempt ${attempt}.`)}
            onComplete={() => setStatus('Thank you. There is nothing left to do.')}
          />
        </div>
      )}
      <data value={inquiry?.inquiryId} data-inquiry />
    </Bank>
  )
}

/** Starts an inquiry on the emulator. A static build has none, and responds with a page or an error. */
async function startInquiry(signal: AbortSignal): Promise<StartedInquiry> {
  const response = await fetch('/live-persona/start', { method: 'POST', signal })
  if (!response.ok) throw new Error(`The emulator is not there: ${response.status}.`)
  return (await response.json()) as StartedInquiry
}

async function killSession(inquiryId: string): Promise<void> {
  await fetch('/live-persona/kill', { method: 'POST', body: inquiryId })
}

const meta: Meta<typeof LiveInquiry> = {
  title: 'On the emulator',
  component: LiveInquiry,
  parameters: {
    controls: { disable: true },
    // The SDK gives its iframe the role of a dialog, which an iframe must not have.
    a11y: {
      config: {
        rules: [{ id: 'aria-allowed-role', selector: '*:not(.persona-widget__iframe)' }],
      },
    },
  },
}
export default meta

/** The real SDK and the emulator's widget, with a session that is killed once. */
export const Live: StoryObj<typeof LiveInquiry> = {
  args: { presentation: 'modal' },
  play: async ({ step }) => {
    const inquiryId = await findInquiryId()
    if (inquiryId === undefined) return await textIs('npx --yes pnpm@12 storybook')
    await step('the person is in the flow', () => stateIs('open'))
    await step('the session is killed', () => killSession(inquiryId))
    await step('the flow has recovered', async () => {
      await textIs('Recovered, attempt 1.')
      await stateIs('open')
    })
  },
}

/** Inside the page, where a button can kill the session again and again. */
export const LiveInline: StoryObj<typeof LiveInquiry> = {
  ...Live,
  name: 'Live inline',
  args: { presentation: 'inline' },
}

/** Returns the inquiry that was started, or `undefined` where there is no emulator. */
async function findInquiryId(): Promise<string | undefined> {
  const found = await screen.findByText(
    (_, element) => element?.matches('[data-inquiry][value], main pre') === true,
    undefined,
    { timeout: 20_000 },
  )
  return found.getAttribute('value') ?? undefined
}
