import { type Answer, readAnswer } from './answer.ts'
import { createInquiryHandler, type InquiryHandler } from '../src/inquiries/inquiry-handler.ts'
import type { StartOptions } from '../src/inquiries/access.ts'
import type { InquiryHandlerOptions } from '../src/inquiries/inquiry-handler-options.ts'
import type { LogEntry } from '../src/logging/log.ts'
import { createPersonaApi } from '../src/persona/persona-api.ts'
import type { PersonaApiOptions } from '../src/persona/persona-connection.ts'

/** The part of the emulator that the host uses. */
export interface Emulator {
  readonly apiUrl: string
  readonly apiKey: string
  readonly templateId: string
  calls(): readonly { readonly operation: string }[]
  readonly simulate: { startInquiry(argument: { inquiryId: string }): void }
}

/** A host's back end over the emulator. The header `x-person` authenticates a request. */
export interface TestHost {
  readonly handler: InquiryHandler
  readonly log: LogEntry[]
  /** The host's database of current inquiries, by person. */
  readonly current: Map<string, string>
  /** Creates a person's inquiry without the handler, and restarts `calls`. */
  give(person: string, status?: 'created' | 'pending'): Promise<string>
  send(person: string | undefined, method: string, path: string, body?: unknown): Promise<Answer>
  start(person: string, reason?: string): Promise<Answer>
  session(person: string, inquiryId: string, reason?: string, tokenHash?: string): Promise<Answer>
  /** Asks whether the session of a token has ended. */
  expiry(person: string, inquiryId: string, tokenHash: string): Promise<Answer>
  /** Returns the operations that Persona was called for since the last `give`. */
  calls(): string[]
}

/** What to change about the host. */
export interface TestHostOptions {
  handler?: Partial<Omit<InquiryHandlerOptions, 'start'>>
  start?: Partial<StartOptions> | 'none'
  persona?: Partial<PersonaApiOptions>
}

export const basePath = '/api/inquiries'

/** Creates a {@link TestHost}. */
export function createTestHost(emulator: Emulator, options: TestHostOptions = {}): TestHost {
  const { apiKey, apiUrl, templateId } = emulator
  const persona = createPersonaApi({ apiKey, baseUrl: apiUrl, ...options.persona })
  const admin = createPersonaApi({ apiKey, baseUrl: apiUrl })
  const owners = new Map<string, string>()
  const current = new Map<string, string>()
  const log: LogEntry[] = []
  let callsBefore = 0

  const start: StartOptions = {
    template: ({ id }) => ({ templateId, referenceId: id }),
    find: async ({ id }) => current.get(id) ?? null,
    claim: async ({ id }, inquiryId, replaced) => {
      const winner = current.get(id)
      if (winner !== undefined && winner !== replaced) return winner
      owners.set(inquiryId, id)
      current.set(id, inquiryId)
      return inquiryId
    },
  }

  const handler = createInquiryHandler({
    persona,
    basePath,
    authenticate: async (request) => {
      const id = request.headers.get('x-person')
      return id === null ? null : { id }
    },
    authorize: async ({ subject, inquiryId }) => owners.get(inquiryId) === subject.id,
    ...(options.start === 'none' ? {} : { start: { ...start, ...options.start } }),
    log: (entry) => log.push(entry),
    ...options.handler,
  })

  const send: TestHost['send'] = async (person, method, path, body) => {
    const response = await handler(
      new Request(`https://bank.example${basePath}${path}`, {
        method,
        headers: {
          ...(person === undefined ? {} : { 'x-person': person }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    return await readAnswer(response)
  }

  return {
    handler,
    log,
    current,
    send,
    start: (person, reason = 'start') => send(person, 'POST', '', { reason }),
    session: (person, inquiryId, reason = 'start', tokenHash) =>
      send(person, 'POST', `/${inquiryId}/session`, { reason, tokenHash }),
    expiry: (person, inquiryId, tokenHash) =>
      send(person, 'GET', `/${inquiryId}/session?tokenHash=${tokenHash}`),
    calls: () =>
      emulator
        .calls()
        .slice(callsBefore)
        .map(({ operation }) => operation),

    async give(person, status = 'created') {
      const { id } = await admin.createInquiry({ templateId, referenceId: person })
      owners.set(id, person)
      current.set(person, id)
      if (status === 'pending') emulator.simulate.startInquiry({ inquiryId: id })
      callsBefore = emulator.calls().length
      return id
    },
  }
}
