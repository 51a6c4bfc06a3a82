import {
  type FlowSettings,
  type InquirySummary,
  isResumableInquiryError,
  useInquiryClient,
} from '@resumable-inquiry/react'
import { inquiryQueryOptions } from '@resumable-inquiry/react/query'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Me } from '../../account-contract.ts'
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

/** Reads the status of a person's verification, and keeps it up to date with its flow. */
export function useVerification({ me, customHost }: PageProps): Verification {
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
  useRefreshOnChange(me, refresh)

  const flowOptions: FlowSettings = {
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
    // The emulator is on this machine: a widget that takes longer will not come.
    ...(customHost !== null && { customHost, timeouts: { frame: 6_000 } }),
    styleVariant: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'base',
    // In a frame itself, the bank tells Persona which pages are around the widget.
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
