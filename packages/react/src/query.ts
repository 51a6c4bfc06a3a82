import type { InquiryClient } from '@resumable-inquiry/core'
import type {
  InquirySummary,
  OneTimeLink,
  OneTimeLinkRequestBody,
} from '@resumable-inquiry/core/wire'

/** Which inquiry of which person. */
export interface InquiryQuery {
  client: InquiryClient
  inquiryId: string
}

/** Options for TanStack Query's `useQuery` and its kin. */
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
 * Where an inquiry stands, as the back end knows it. Costs no session. The client itself repeats
 * what may pass, so the query does not.
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
 * Makes a link with which the person goes on in another browser, once.
 *
 * @example
 * const link = useMutation(oneTimeLinkMutationOptions({ client: inquiries, inquiryId }))
 *
 * <button onClick={() => link.mutate()}>Go on on my phone</button>
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
