import type { InquiryClient } from '@resumable-inquiry/core'
import type {
  InquirySummary,
  OneTimeLink,
  OneTimeLinkRequestBody,
} from '@resumable-inquiry/core/wire'

/** An inquiry, and the client of its person. */
export interface InquiryQuery {
  client: InquiryClient
  inquiryId: string
}

/** Options for TanStack Query's `useQuery`. */
export interface InquiryQueryOptions {
  queryKey: readonly ['resumable-inquiry', 'summary', string]
  queryFn: (context: { signal: AbortSignal }) => Promise<InquirySummary>
  retry: false
}

/** Options for TanStack Query's `useMutation`. */
export interface OneTimeLinkMutationOptions {
  mutationKey: readonly ['resumable-inquiry', 'one-time-link', string]
  mutationFn: (body: OneTimeLinkRequestBody | void) => Promise<OneTimeLink>
  retry: false
}

/**
 * Returns query options for an inquiry's status, by the back end's word. Costs no session. The client
 * retries by itself, so the query does not.
 *
 * @example
 * const { data } = useQuery(inquiryQueryOptions({ client: inquiries, inquiryId }))
 */
export function inquiryQueryOptions({ client, inquiryId }: InquiryQuery): InquiryQueryOptions {
  return {
    queryKey: ['resumable-inquiry', 'summary', inquiryId],
    queryFn: ({ signal }) => client.fetchSummary(inquiryId, { signal }),
    retry: false,
  }
}

/**
 * Returns mutation options that create a link with which the person continues in another browser,
 * once.
 *
 * @example
 * const link = useMutation(oneTimeLinkMutationOptions({ client: inquiries, inquiryId }))
 *
 * <button onClick={() => link.mutate()}>Continue on my phone</button>
 */
export function oneTimeLinkMutationOptions({
  client,
  inquiryId,
}: InquiryQuery): OneTimeLinkMutationOptions {
  return {
    mutationKey: ['resumable-inquiry', 'one-time-link', inquiryId],
    mutationFn: (body) => client.createOneTimeLink(inquiryId, body ?? {}),
    retry: false,
  }
}
