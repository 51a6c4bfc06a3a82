import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'

/** Answers one request to the host's back end. Never rejects. */
export type InquiryHandler = (request: Request) => Promise<Response>

export function createInquiryHandler(_options: InquiryHandlerOptions): InquiryHandler {
  return async () => new Response(null, { status: 501 })
}
