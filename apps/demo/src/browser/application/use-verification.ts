import {
  type FlowSettings,
  type FlowState,
  type InquiryClient,
  type InquirySummary,
  isResumableInquiryError,
} from '@resumable-inquiry/react'
import { inquiryQueryOptions } from '@resumable-inquiry/react/query'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Me } from '../../account-contract.ts'
import { onRefresh, report } from '../stage-messages.ts'
import { meQueryOptions } from './account.ts'

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
  flowOptions: FlowSettings
}

export function useVerification({ me, client, customHost }: PageProps): Verification {
  const queryClient = useQueryClient()
  const { inquiryId } = me
  const options = inquiryQueryOptions({ client, inquiryId: inquiryId ?? '' })
  const query = useQuery({ ...options, queryFn: inquiryId === null ? skipToken : options.queryFn })

  const refresh = () => void queryClient.invalidateQueries({ queryKey: options.queryKey })
  useEffect(() => onRefresh(refresh))

  const flowOptions: FlowSettings = {
    onStateChange: (state) => report({ kind: 'state', status: state.status, detail: detailOf(state) }),
    onRecover: ({ cause, attempt }) =>
      report({ kind: 'recovered', detail: `${cause}, attempt ${attempt}` }),
    onEvent: (name) => report({ kind: 'event', name }),
    onInquiryChange(event) {
      const changed: Me = { ...me, inquiryId: event.inquiryId }
      queryClient.setQueryData(meQueryOptions.queryKey, changed)
    },
    onComplete: refresh,
    onCancel: refresh,
    onError(error) {
      if (error.code === 'signed_out') void queryClient.invalidateQueries(meQueryOptions)
      else refresh()
    },
    ...(customHost !== null && { customHost }),
    // Persona wants to know every page around its widget, and here the panel's page is one.
    ...(window.parent !== window && {
      frameAncestors: [location.origin],
      messageTargetOrigin: location.origin,
    }),
  }
  return { status: statusOf(inquiryId, query), refresh, flowOptions }
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
