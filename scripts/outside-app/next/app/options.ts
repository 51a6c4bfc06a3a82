import type { VerificationOptions } from './verification.tsx'

/** What Next.js passes to a page. */
export interface PageProps {
  searchParams: Promise<VerificationOptions>
}

/** Returns the options of a flow, which are in the page's address. */
export async function readOptions({ searchParams }: PageProps): Promise<VerificationOptions> {
  const { inquiryId, customHost, styleVariant } = await searchParams
  const endpoint = `${process.env['BASE_PATH'] ?? ''}/api/inquiries`
  return { inquiryId, customHost, styleVariant, endpoint }
}
