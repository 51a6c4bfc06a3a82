import { type InquiryStatus, isInquiryId, isInquiryStatus } from '@resumable-inquiry/core/wire'

/** What Persona's hosted flow says when it redirects back. */
export interface HostedReturn {
  readonly inquiryId: string
  /** A hint: anyone can write an address. Ask the back end before you rely on it. */
  readonly status: InquiryStatus
}

/** Parameters that Persona's hosted flow adds to the address that it redirects to. */
const parameters = ['inquiry-id', 'reference-id', 'status', 'fields']

/**
 * Reads from an address what Persona's hosted flow says when it redirects back. Persona writes the
 * id and the status of the inquiry into the address.
 *
 * @param options.inquiryId is the inquiry that the person left for. Another one is not returned.
 * @returns `undefined` where the address has no valid id and status.
 * @see https://docs.withpersona.com/hosted-flow
 */
export function readHostedReturn(
  href: string,
  { inquiryId }: { inquiryId?: string | undefined } = {},
): HostedReturn | undefined {
  const query = readQuery(href)
  const [id, status] = [query?.get('inquiry-id'), query?.getAll('status').at(-1)]
  if (!isInquiryId(id) || !isInquiryStatus(status)) return undefined
  return inquiryId === undefined || inquiryId === id ? { inquiryId: id, status } : undefined
}

/**
 * Takes what Persona's hosted flow has added out of the page's address, without a new entry in the
 * history: `fields` holds what the person filled in.
 *
 * @returns what {@link readHostedReturn} reads from the address.
 */
export function takeHostedReturn(options?: {
  inquiryId?: string | undefined
}): HostedReturn | undefined {
  const found = readHostedReturn(location.href, options)
  const url = new URL(location.href)
  // An address of the host's own may have a "status" too.
  if (!url.searchParams.has('inquiry-id')) return found
  const added = [...url.searchParams.keys()].filter((name) =>
    parameters.includes(name.replace(/\[.*/, '')),
  )
  for (const name of added) url.searchParams.delete(name)
  history.replaceState(history.state, '', url)
  return found
}

function readQuery(href: string): URLSearchParams | undefined {
  try {
    return new URL(href, 'https://host.example').searchParams
  } catch {
    return undefined
  }
}
