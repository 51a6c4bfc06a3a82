import {
  type FlowSettings,
  type FlowState,
  type InquiryClient,
  type InquirySummary,
  isResumableInquiryError,
} from '@resumable-inquiry/react'
import { inquiryQueryOptions } from '@resumable-inquiry/react/query'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Me } from '../../account-contract.ts'
import { onOrder, type Report, report } from '../stage-messages.ts'
import { meQueryOptions, rememberMe } from './account.ts'
import { verificationTexts } from './verification-texts.ts'

/** What both pages of the bank are given. */
export interface PageProps {
  me: Me
  client: InquiryClient
  customHost: string | null
}

/** Where the person's verification stands, in Persona's words and two of our own. */
export type VerificationStatus = InquirySummary['status'] | 'none' | 'loading' | 'unavailable'

/** Where a person's verification stands, and what its flow is given. */
export interface Verification {
  status: VerificationStatus
  refresh: () => void
  /** Takes the focus at the end, when the button that had it is gone. */
  headingRef: RefObject<HTMLHeadingElement | null>
  flowOptions: FlowSettings
}

/** `hasRetry` tells the panel that the page can call `retry()` on its flow. */
export function useVerification(
  { me, client, customHost }: PageProps,
  hasRetry: boolean,
): Verification {
  const queryClient = useQueryClient()
  const { inquiryId } = me
  const options = inquiryQueryOptions({ client, inquiryId: inquiryId ?? '' })
  const query = useQuery({ ...options, queryFn: inquiryId === null ? skipToken : options.queryFn })

  const status = statusOf(inquiryId, query)

  const headingRef = useRef<HTMLHeadingElement>(null)
  const [isCompleted, setCompleted] = useState(false)
  const isOver = verificationTexts[status].action === null
  useEffect(() => {
    if (isCompleted && isOver) headingRef.current?.focus()
  }, [isCompleted, isOver])

  const refresh = () => void queryClient.invalidateQueries({ queryKey: options.queryKey })
  useEffect(() => onOrder('refresh', refresh))
  useRefreshOnNews(me, refresh)

  const flowOptions: FlowSettings = {
    onStateChange: (state) => report(stateReport(state, hasRetry)),
    onRecover: ({ cause }) => report({ kind: 'recovered', detail: cause }),
    onEvent: (name, metadata) => report({ kind: 'event', name: eventName(name, metadata) }),
    onInquiryChange(event) {
      rememberMe(queryClient, { ...me, inquiryId: event.inquiryId, inquiryChangedAt: null })
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
    // With the emulator the panel makes widgets hang, and nobody wants to watch that for long.
    ...(customHost !== null && { customHost, timeouts: { frame: 6_000 } }),
    styleVariant: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'base',
    // Persona wants to know every page around its widget, and here the panel's page is one.
    ...(window.parent !== window && {
      frameAncestors: [location.origin],
      messageTargetOrigin: location.origin,
    }),
  }
  return { status, refresh, headingRef, flowOptions }
}

/** Looks again when Persona has told the bank something of the inquiry. */
function useRefreshOnNews({ inquiryId, inquiryChangedAt }: Me, refresh: () => void): void {
  const seen = useRef({ inquiryId, inquiryChangedAt })
  useEffect(() => {
    const before = seen.current
    seen.current = { inquiryId, inquiryChangedAt }
    // Another inquiry is looked up anyway.
    if (inquiryId === before.inquiryId && inquiryChangedAt !== before.inquiryChangedAt) refresh()
  })
}

function statusOf(
  inquiryId: string | null,
  { data, error }: { data: InquirySummary | undefined; error: unknown },
): VerificationStatus {
  if (inquiryId === null) return 'none'
  // Persona has lost it: the next start replaces it by a new one.
  if (isResumableInquiryError(error) && error.code === 'not_found') return 'none'
  if (data !== undefined) return data.status
  return error === null ? 'loading' : 'unavailable'
}

/** Persona names the page that the person has come to. */
function eventName(name: string, metadata: Readonly<Record<string, unknown>> = {}): string {
  return typeof metadata['name'] === 'string' ? `${name}: ${metadata['name']}` : name
}

function stateReport(state: FlowState, hasRetry: boolean): Report {
  const { status } = state
  const isRetryable = status === 'open' || (status === 'error' && state.error.retryable)
  return { kind: 'state', status, detail: detailOf(state), canRetry: hasRetry && isRetryable }
}

function detailOf(state: FlowState): string | null {
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
