import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useState } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { HostPage } from './testing/host-page.tsx'
import { createScriptedBackEnd, noAnswer, pendingSession } from './testing/scripted-back-end.ts'
import { createScriptedSdk } from './testing/scripted-sdk.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

/** An application with an interface of its own around the flow. */
function OwnInterface({ answer, script }: OwnInterfaceProps): ReactElement {
  const [{ fetchSession }] = useState(() => createScriptedBackEnd(answer))
  const [{ loadSdk }] = useState(() => createScriptedSdk(script))
  const flow = useResumableInquiry({
    inquiryId: 'inq_harbour',
    fetchSession,
    loadSdk,
    // The application has its own reason to believe that the widget does not work any more.
    onEvent: (name) => name === 'verification-change' && flow.retry(),
  })
  return <HostPage status={`The flow is ${flow.state.status}.`} onOpen={flow.open} />
}

interface OwnInterfaceProps {
  readonly answer?: Parameters<typeof createScriptedBackEnd>[0]
  readonly script?: Parameters<typeof createScriptedSdk>[0]
}

const meta: Meta<typeof OwnInterface> = {
  title: 'useResumableInquiry',
  component: OwnInterface,
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof OwnInterface>

/** Nothing is shown but what the application shows. */
export const Loading: Story = {
  args: { answer: noAnswer },
  play: async () => {
    await open()
    await screen.findByText('The flow is loading.')
    await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** Between two widgets the flow covers the page by itself. */
export const RecoveringFromSuspectedSession: Story = {
  args: {
    answer: (_, index) => (index === 0 ? pendingSession() : noAnswer()),
    script: (widget) => {
      widget.ready()
      widget.emit('verification-change')
    },
  },
  play: async () => {
    await open()
    await screen.findByText('The flow is recovering.')
    await waitFor(() =>
      expect(screen.getByRole('dialog', { name: 'Verify your identity' })).toHaveTextContent(
        'Taking you back to where you were…',
      ),
    )
  },
}

async function open(): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: 'Continue verification' }))
}
