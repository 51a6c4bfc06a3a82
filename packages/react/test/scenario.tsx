import { type ReactElement, useState } from 'react'
import { ResumableInquiry, type ResumableInquiryProps } from '../src/resumable-inquiry.tsx'
import { HostPage } from './host-page.tsx'
import { createScriptedBackEnd } from './scripted-back-end.ts'
import { createScriptedSdk } from './scripted-sdk.ts'

type Component = Pick<
  ResumableInquiryProps,
  'defaultOpen' | 'error' | 'loading' | 'messages' | 'presentation' | 'styleVariant'
>

/** The flow in its host page, with everything around it doing as it is told. */
export interface ScenarioProps extends Component {
  /** What the back end answers. @default a session each time */
  readonly answer?: Parameters<typeof createScriptedBackEnd>[0]
  /** What each widget does. @default nothing: it does not become ready */
  readonly script?: Parameters<typeof createScriptedSdk>[0]
}

const anHour = 3_600_000

/** The host's side of a story: it opens the flow, and shows what became of it. */
export function Scenario({
  answer,
  script,
  defaultOpen = true,
  ...props
}: ScenarioProps): ReactElement {
  const [{ fetchSession }] = useState(() => createScriptedBackEnd(answer))
  const [{ loadSdk }] = useState(() => createScriptedSdk(script))
  const [open, setOpen] = useState(defaultOpen)
  const [status, setStatus] = useState('Not finished yet')

  return (
    <HostPage status={status} onOpen={() => setOpen(true)}>
      <ResumableInquiry
        {...props}
        inquiryId="inq_harbour"
        fetchSession={fetchSession}
        loadSdk={loadSdk}
        open={open}
        onOpenChange={setOpen}
        onComplete={() => setStatus('Thank you. Nothing is left to do.')}
        // A story stands still for as long as it is looked at.
        timeouts={{ session: anHour, frame: anHour }}
      />
    </HostPage>
  )
}
