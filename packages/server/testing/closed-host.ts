import { createInquiryHandler, type InquiryHandler } from '../src/inquiries/inquiry-handler.ts'
import type { LogEntry } from '../src/logging/log.ts'
import { createPersonaApi } from '../src/persona/persona-api.ts'
import type { InquiryHandlerOptions } from '../src/inquiries/inquiry-handler-options.ts'
import { type Answer, readAnswer } from './answer.ts'
import { nowhere, scriptPersona } from './scripted-persona.ts'
import { basePath } from './test-host.ts'

/** A host that authenticates every request as Ada and authorizes nothing: a valid request gets a 404. */
export interface ClosedHost {
  readonly handler: InquiryHandler
  readonly log: LogEntry[]
  /** Requests that were sent to Persona. */
  readonly sent: unknown[]
  send(url: string, init?: RequestInit): Promise<Answer>
}

/** Creates a {@link ClosedHost}. */
export function createClosedHost(options: Partial<InquiryHandlerOptions> = {}): ClosedHost {
  const { fetch, sent } = scriptPersona(() => new Response())
  const log: LogEntry[] = []
  const handler = createInquiryHandler({
    persona: createPersonaApi({ ...nowhere, fetch }),
    basePath,
    authenticate: () => Promise.resolve({ id: 'ada' }),
    authorize: () => Promise.resolve(false),
    log: (entry) => log.push(entry),
    ...options,
  })
  return {
    handler,
    log,
    sent,
    send: async (url, init) =>
      await readAnswer(await handler(new Request(new URL(url, 'https://bank.example'), init))),
  }
}
