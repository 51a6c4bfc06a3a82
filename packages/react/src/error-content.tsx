'use client'

import type {
  ErrorState,
  ResumableInquiryError,
  ResumableInquiryErrorCode,
} from '@resumable-inquiry/core'
import {
  lazy,
  type LazyExoticComponent,
  type ReactElement,
  Suspense,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { type Continuation, ContinuationContext } from './continuation-context.ts'
import type { MessageOverrides, PlainMessages } from './plain-messages.ts'
import { errorMessages } from './error-messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
import { useErrorMessage } from './use-error-message.ts'

// Paths in a square of 24.
const warning = 'M12 4 2.5 20h19zM12 10v4m0 3v.01'
const shapes: Readonly<Partial<Record<ResumableInquiryErrorCode, string>>> = {
  offline:
    'm3 3 18 18M5 12a10 10 0 0 1 4-2.4m6 .4a10 10 0 0 1 4 2M8.5 15.5a5 5 0 0 1 6 0M12 19v.01',
  rate_limited: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3 2',
  signed_out: 'M6 11h12v9H6zm3 0V8a3 3 0 0 1 6 0v3',
}

export interface ErrorContentProps {
  readonly flow: ResumableInquiryFlow<ErrorState>
  /** Whether it may take the focus, once it is shown. */
  readonly takesFocus: boolean
  readonly texts: PlainMessages
  readonly messages: MessageOverrides | undefined
}

/** Returns the default look of an error. */
export function renderErrorContent(props: ErrorContentProps): ReactElement {
  return <ErrorContent {...props} />
}

/** Returns what announces an error that the host shows in its own way. */
export function renderErrorStatus({ flow, messages }: ErrorContentProps): ReactElement {
  return <ErrorStatus error={flow.state.error} messages={messages} />
}

function ErrorStatus({
  error,
  messages,
}: {
  error: ResumableInquiryError
  messages: MessageOverrides | undefined
}): ReactElement {
  return <StatusText isHidden>{useErrorMessage(error, messages).title}</StatusText>
}

/** Takes the focus so that it is read out, or else announces its title. */
function ErrorContent({ flow, texts, messages, ...props }: ErrorContentProps): ReactElement {
  const { error } = flow.state
  const client = useContext(ContinuationContext)?.client
  const continues = errorsToContinueFrom.has(error.code) && client?.endpoint !== undefined
  const heading = useRef<HTMLHeadingElement>(null)
  const textId = useId()
  const { title, text } = useErrorMessage(error, messages)
  const isUnsupported = error.code === 'unsupported_browser'
  const tryAnyway = messages?.tryAnyway ?? errorMessages.tryAnyway

  const [takesFocus] = useState(props.takesFocus)

  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])

  return (
    <div className="resumable-inquiry-content" data-kind="error" data-code={error.code}>
      <div className="resumable-inquiry-body">
        <div className="resumable-inquiry-icon" aria-hidden="true">
          <svg width="32" height="32" viewBox="0 0 24 24">
            <path d={shapes[error.code] ?? warning} />
          </svg>
        </div>
        {!takesFocus && <StatusText isHidden>{title}</StatusText>}
        <h2
          ref={heading}
          tabIndex={-1}
          className="resumable-inquiry-title"
          aria-describedby={textId}
        >
          {title}
        </h2>
        <p id={textId} className="resumable-inquiry-text">
          {text}
        </p>
      </div>
      <div className="resumable-inquiry-actions">
        {continues && <ContinueElsewhere />}
        {error.retryable && (
          <button
            type="button"
            className="resumable-inquiry-button"
            data-emphasis={continues ? undefined : 'strong'}
            data-action="retry"
            onClick={flow.retry}
          >
            {isUnsupported ? tryAnyway : texts.retry}
          </button>
        )}
        <button
          type="button"
          className="resumable-inquiry-button"
          data-action="cancel"
          onClick={flow.cancel}
        >
          {texts.close}
        </button>
      </div>
    </div>
  )
}

const loadContinueInFlow = (): typeof ContinueInFlow =>
  lazy(async (): Promise<{ default: (props: Continuation) => ReactElement | null }> => {
    try {
      return { default: (await import('./continue/continue-in-flow.tsx')).ContinueInFlow }
    } catch {
      // The error is shown without the offer, which the next one loads again.
      ContinueInFlow = loadContinueInFlow()
      return { default: () => null }
    }
  })
let ContinueInFlow: LazyExoticComponent<(props: Continuation) => ReactElement | null> =
  loadContinueInFlow()

/** Errors of a browser or a page in which the widget cannot work, and may work elsewhere. */
const errorsToContinueFrom: ReadonlySet<ResumableInquiryErrorCode> = new Set([
  'unsupported_browser',
  'widget_unreachable',
  'widget_blocked',
])

/** Offers to continue elsewhere, in the content of an error. */
export function ContinueElsewhere(): ReactElement | null {
  const continuation = useContext(ContinuationContext)
  if (continuation === undefined) return null
  return (
    <Suspense fallback={null}>
      <ContinueInFlow {...continuation} />
    </Suspense>
  )
}
