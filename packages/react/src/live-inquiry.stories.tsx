import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useEffect, useState } from 'react'
import { expect, screen, waitFor } from 'storybook/test'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { HostPage } from '../test/host-page.tsx'

interface StartedInquiry {
  inquiryId: string
  customHost: string
}

/** A host application with the real SDK, whose back end runs on the emulator. */
function LiveInquiry(): ReactElement {
  const [inquiry, setInquiry] = useState<StartedInquiry>()
  const [status, setStatus] = useState('Not finished yet')
  const [open, setOpen] = useState(true)

  useEffect(() => {
    const controller = new AbortController()
    const start = async () => {
      const { signal } = controller
      const response = await fetch('/live-persona/start', { method: 'POST', signal })
      setInquiry((await response.json()) as StartedInquiry)
    }
    start().catch((error: unknown) => {
      if (!controller.signal.aborted) setStatus(String(error))
    })
    return () => controller.abort()
  }, [])

  return (
    <HostPage status={status} onOpen={() => setOpen(true)}>
      {inquiry && (
        <ResumableInquiry
          inquiryId={inquiry.inquiryId}
          customHost={inquiry.customHost}
          open={open}
          onOpenChange={setOpen}
          onInquiryChange={() => setStatus('Another inquiry')}
          onRecover={({ attempt }) => setStatus(`Recovered, attempt ${attempt}`)}
          onComplete={() => setStatus('Thank you. Nothing is left to do.')}
        />
      )}
      <data value={inquiry?.inquiryId} data-inquiry />
    </HostPage>
  )
}

const meta: Meta<typeof LiveInquiry> = {
  title: 'On the emulator',
  component: LiveInquiry,
  parameters: {
    layout: 'fullscreen',
    // The content of the live widget is not ours to test.
    chromatic: { disableSnapshot: true },
    // The SDK gives its iframe the role of a dialog, which an iframe must not have.
    a11y: {
      config: {
        rules: [{ id: 'aria-allowed-role', selector: '*:not(.persona-widget__iframe)' }],
      },
    },
  },
}
export default meta

/** The emulator's widget. Its session is killed once, and the flow recovers. */
export const Live: StoryObj<typeof LiveInquiry> = {
  play: async ({ step }) => {
    await step('the person is in the flow', isOpen)
    await step('the session is killed', async () => {
      const inquiryId = document.querySelector('[data-inquiry]')?.getAttribute('value')
      await fetch('/live-persona/kill', { method: 'POST', body: inquiryId ?? '' })
    })
    await step('the flow has recovered', async () => {
      await waitFor(() => expect(screen.getByText('Recovered, attempt 1')).toBeDefined(), {
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
