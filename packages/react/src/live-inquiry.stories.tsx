import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useEffect, useState } from 'react'
import { expect, screen, waitFor } from 'storybook/test'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { HostPage } from './testing/host-page.tsx'

interface Visit {
  inquiryId: string
  customHost: string
}

/** A host application with a back end on an emulated Persona, and the real SDK. */
function LiveInquiry(): ReactElement {
  const [visit, setVisit] = useState<Visit>()
  const [status, setStatus] = useState('Not finished yet')
  const [open, setOpen] = useState(true)

  useEffect(() => {
    const controller = new AbortController()
    const start = async () => {
      const { signal } = controller
      const answer = await fetch('/live-persona/start', { method: 'POST', signal })
      setVisit((await answer.json()) as Visit)
    }
    start().catch((error: unknown) => {
      if (!controller.signal.aborted) setStatus(String(error))
    })
    return () => controller.abort()
  }, [])

  return (
    <HostPage status={status} onOpen={() => setOpen(true)}>
      {visit && (
        <ResumableInquiry
          inquiryId={visit.inquiryId}
          customHost={visit.customHost}
          open={open}
          onOpenChange={setOpen}
          onInquiryChange={() => setStatus('Another inquiry')}
          onRecover={({ attempt }) => setStatus(`Brought back, attempt ${attempt}`)}
          onComplete={() => setStatus('Thank you. Nothing is left to do.')}
        />
      )}
      <data value={visit?.inquiryId} data-inquiry />
    </HostPage>
  )
}

const meta: Meta<typeof LiveInquiry> = {
  title: 'On the emulator',
  component: LiveInquiry,
  parameters: {
    layout: 'fullscreen',
    // What a live widget shows is its own affair.
    chromatic: { disableSnapshot: true },
    // The SDK makes its iframe a dialog, which is an element that must not be one.
    a11y: {
      config: {
        rules: [{ id: 'aria-allowed-role', selector: '*:not(.persona-widget__iframe)' }],
      },
    },
  },
}
export default meta

/** The real widget of an emulated Persona. Its session is killed once, and the flow comes back. */
export const Live: StoryObj<typeof LiveInquiry> = {
  play: async ({ step }) => {
    await step('the person is in the flow', isOpen)
    await step('the session is killed', async () => {
      const inquiryId = document.querySelector('[data-inquiry]')?.getAttribute('value')
      await fetch('/live-persona/kill', { method: 'POST', body: inquiryId ?? '' })
    })
    await step('the flow is back', async () => {
      await waitFor(() => expect(screen.getByText('Brought back, attempt 1')).toBeDefined(), {
        timeout: 10_000,
      })
      await isOpen()
    })
  },
}

async function isOpen(): Promise<void> {
  await waitFor(
    () => expect(document.querySelector('[data-state]')).toHaveAttribute('data-state', 'open'),
    { timeout: 10_000 },
  )
}
