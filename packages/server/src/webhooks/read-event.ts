import { isInquiryId } from '@resumable-inquiry/core/wire'
import { readPath } from '../get-in.ts'
import {
  type InquiryEvent,
  inquiryEventNames,
  type InquirySessionEvent,
  inquirySessionEventNames,
  type UnknownEvent,
} from './webhook-event.ts'

/** An event as it was sent, before anybody knows what was handled before it. */
export type SentEvent =
  | Omit<InquiryEvent, 'outOfOrder'>
  | Omit<InquirySessionEvent, 'outOfOrder'>
  | Omit<UnknownEvent, 'outOfOrder'>

/** Reads a webhook's body; `undefined` when it is no event of Persona's. */
export function readEvent(body: unknown): SentEvent | undefined {
  const event = readPath(body, 'data')
  const id = readPath(event, 'id')
  const personaName = readPath(event, 'attributes', 'name')
  const createdAt = Date.parse(String(readAttribute(event, 'created-at')))
  if (readPath(event, 'type') !== 'event' || typeof id !== 'string' || id === '') return undefined
  if (typeof personaName !== 'string' || Number.isNaN(createdAt)) return undefined

  const payload = readPath(event, 'attributes', 'payload')
  const data = readPath(payload, 'data')
  const common = { id, createdAt, payload }
  const inquiryId = readInquiryId(data)

  const inquiryEvent = inquiryEventNames.find((name) => name === personaName)
  const sessionEvent = inquirySessionEventNames.find((name) => name === personaName)
  if (inquiryEvent === undefined && sessionEvent === undefined) {
    return { ...common, name: 'unknown', personaName, inquiryId }
  }
  const status = readPath(data, 'attributes', 'status')
  if (inquiryId === null || typeof status !== 'string') return undefined
  if (inquiryEvent !== undefined) {
    const referenceId = readAttribute(data, 'reference-id')
    return {
      ...common,
      name: inquiryEvent,
      inquiryId,
      status,
      referenceId: typeof referenceId === 'string' ? referenceId : null,
    }
  }
  const sessionId = readPath(data, 'id')
  if (sessionEvent === undefined || typeof sessionId !== 'string') return undefined
  return { ...common, name: sessionEvent, inquiryId, sessionId, status }
}

function readInquiryId(data: unknown): string | null {
  const id =
    readPath(data, 'type') === 'inquiry'
      ? readPath(data, 'id')
      : readPath(data, 'relationships', 'inquiry', 'data', 'id')
  return isInquiryId(id) ? id : null
}

// Persona spells keys in one of three ways, as an account is set.
function readAttribute(resource: unknown, kebab: string): unknown {
  const camel = kebab.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
  const spelling = [kebab, camel, kebab.replaceAll('-', '_')].find(
    (name) => readPath(resource, 'attributes', name) !== undefined,
  )
  return spelling === undefined ? undefined : readPath(resource, 'attributes', spelling)
}
