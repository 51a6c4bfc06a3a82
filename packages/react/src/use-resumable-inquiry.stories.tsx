import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useState } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { HostPage } from '../test/host-page.tsx'
import { createScriptedBackEnd, noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import { createScriptedSdk } from '../test/scripted-sdk.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

/** An application with a custom UI around the flow. */
function CustomUi({ answer, script }: CustomUiProps): ReactElement {
  const [{ fetchSession }] = useState(() => createScriptedBackEnd(answer))
  const [{ loadSdk }] = useState(() => createScriptedSdk(script))
  const flow = useResumableInquiry({
    inquiryId: 'inq_harbour',
    fetchSession,
    loadSdk,
    // An example of a reason to suspect that the widget no longer works.
    onEvent: (name) => name === 'verification-change' && flow.retry(),
  })
  return <HostPage status={`The flow is ${flow.state.status}.`} onOpen={flow.open} />
}

interface CustomUiProps {
  readonly answer?: Parameters<typeof createScriptedBackEnd>[0]
  readonly script?: Parameters<typeof createScriptedSdk>[0]
}

const meta: Meta<typeof CustomUi> = {
  title: 'useResumableInquiry',
  component: CustomUi,
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof CustomUi>

/** Only the application's own UI is shown. */
export const Loading: Story = {
  args: { answer: noAnswer },
  play: async () => {
    await open()
    await screen.findByText('The flow is loading.')
    await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** The overlay covers the page between two widgets. */
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
