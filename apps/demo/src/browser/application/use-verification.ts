import {
  type FlowSettings,
  type FlowState,
  type InquirySummary,
  isResumableInquiryError,
  useInquiryClient,
} from '@resumable-inquiry/react'
import { inquiryQueryOptions } from '@resumable-inquiry/react/query'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Me } from '../../account-contract.ts'
import { onCommand, type Report, report } from '../playground-messages.ts'
import { cacheMe, meQueryOptions } from './account.ts'
import { type VerificationStatus, verificationTexts } from './verification-texts.ts'

/** Props of both pages of the bank. */
export interface PageProps {
  me: Me
  customHost: string | null
}

/** The status of a person's verification, and the options of its flow. */
export interface Verification {
  status: VerificationStatus
  refresh: () => void
  /** Gets the focus when the person has finished and the button is gone. */
  headingRef: RefObject<HTMLHeadingElement | null>
  flowOptions: FlowSettings
}

/**
 * Reads the status of a person's verification, and connects its flow to the panel.
 *
 * @param hasRetry whether the page can call `retry()` on its flow
 */
export function useVerification({ me, customHost }: PageProps, hasRetry: boolean): Verification {
  const client = useInquiryClient()
  const queryClient = useQueryClient()
  const { inquiryId } = me
  const options = inquiryQueryOptions({ client, inquiryId: inquiryId ?? '' })
  const query = useQuery({ ...options, queryFn: inquiryId === null ? skipToken : options.queryFn })

  const status = getStatus(inquiryId, query)

  const headingRef = useRef<HTMLHeadingElement>(null)
  const [isCompleted, setCompleted] = useState(false)
  const hasAction = verificationTexts[status].action !== null
  useEffect(() => {
    if (isCompleted && !hasAction) headingRef.current?.focus()
  }, [isCompleted, hasAction])

  const refresh = () => void queryClient.invalidateQueries({ queryKey: options.queryKey })
  useEffect(() => onCommand('refresh', refresh))
  useRefreshOnChange(me, refresh)

  const flowOptions: FlowSettings = {
    onStateChange: (state) => report(toReport(state, hasRetry)),
    onRecover: ({ cause }) => report({ kind: 'recovered', detail: cause }),
    onEvent: (name, metadata) => report({ kind: 'event', name: toEventName(name, metadata) }),
    onInquiryChange(event) {
      cacheMe(queryClient, { ...me, inquiryId: event.inquiryId, inquiryChangedAt: null })
    },
    onComplete() {
      setCompleted(true)
      refresh()
    },
    onCancel: refresh,
    onError(error) {
      if (error.code === 'signed_out') void queryClient.invalidateQueries(meQueryOptions)
      else refresh()
    },
    // On the emulator the panel can make widgets hang. A short deadline shows the error soon.
    ...(customHost !== null && { customHost, timeouts: { frame: 6_000 } }),
    styleVariant: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'base',
    // Persona needs every page around its widget, and the playground is one.
    ...(window.parent !== window && {
      frameAncestors: [location.origin],
      messageTargetOrigin: location.origin,
    }),
  }
  return { status, refresh, headingRef, flowOptions }
}

/** Refreshes the status after an event of Persona about the inquiry. */
function useRefreshOnChange({ inquiryId, inquiryChangedAt }: Me, refresh: () => void): void {
  const seen = useRef({ inquiryId, inquiryChangedAt })
  useEffect(() => {
    const before = seen.current
    seen.current = { inquiryId, inquiryChangedAt }
    // Another inquiry has a query of its own.
    if (inquiryId === before.inquiryId && inquiryChangedAt !== before.inquiryChangedAt) refresh()
  })
}

function getStatus(
  inquiryId: string | null,
  { data, error }: { data: InquirySummary | undefined; error: unknown },
): VerificationStatus {
  if (inquiryId === null) return 'none'
  // Persona no longer has it: the next start replaces it.
  if (isResumableInquiryError(error) && error.code === 'not_found') return 'none'
  if (data !== undefined) return data.status
  return error === null ? 'loading' : 'unavailable'
}

/** Adds the page that the person has reached, which Persona names in the metadata. */
function toEventName(name: string, metadata: Readonly<Record<string, unknown>> = {}): string {
  return typeof metadata['name'] === 'string' ? `${name}: ${metadata['name']}` : name
}

function toReport(state: FlowState, hasRetry: boolean): Report {
  const { status } = state
  const isRetryable = status === 'open' || (status === 'error' && state.error.retryable)
  return { kind: 'state', status, detail: getDetail(state), canRetry: hasRetry && isRetryable }
}

function getDetail(state: FlowState): string | null {
  switch (state.status) {
    case 'loading':
      return state.phase
    case 'recovering':
      return `${state.phase}, ${state.cause}, attempt ${state.attempt}`
    case 'finished':
      return `${state.inquiryStatus}, says the ${state.source}`
    case 'error':
      return state.error.code
    default:
      return null
  }
}
