import { isInquiryId } from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
import {
  type InquiryEvent,
  inquiryEventNames,
  type InquirySessionEvent,
  inquirySessionEventNames,
  type UnknownEvent,
} from './webhook-event.ts'

/** An event as sent, before its order is known. */
export type SentEvent =
  | Omit<InquiryEvent, 'outOfOrder'>
  | Omit<InquirySessionEvent, 'outOfOrder'>
  | Omit<UnknownEvent, 'outOfOrder'>

/** Parses the body of a webhook; returns `undefined` if it is not an event of Persona's. */
export function parseEvent(body: unknown): SentEvent | undefined {
  const event = getIn(body, 'data')
  const id = getIn(event, 'id')
  const personaName = getIn(event, 'attributes', 'name')
  const createdAt = Date.parse(String(getAttribute(event, 'created-at')))
  if (getIn(event, 'type') !== 'event' || typeof id !== 'string' || id === '') return undefined
  if (typeof personaName !== 'string' || Number.isNaN(createdAt)) return undefined

  const payload = getIn(event, 'attributes', 'payload')
  const data = getIn(payload, 'data')
  const common = { id, createdAt, payload }
  const inquiryId = getInquiryId(data)

  const inquiryEvent = inquiryEventNames.find((name) => name === personaName)
  const sessionEvent = inquirySessionEventNames.find((name) => name === personaName)
  if (inquiryEvent === undefined && sessionEvent === undefined) {
    return { ...common, name: 'unknown', personaName, inquiryId }
  }
  const status = getIn(data, 'attributes', 'status')
  if (inquiryId === null || typeof status !== 'string') return undefined
  if (inquiryEvent !== undefined) {
    const referenceId = getAttribute(data, 'reference-id')
    return {
      ...common,
      name: inquiryEvent,
      inquiryId,
      status,
      referenceId: typeof referenceId === 'string' ? referenceId : null,
    }
  }
  const sessionId = getIn(data, 'id')
  if (sessionEvent === undefined || typeof sessionId !== 'string') return undefined
  return { ...common, name: sessionEvent, inquiryId, sessionId, status }
}

function getInquiryId(data: unknown): string | null {
  const id =
    getIn(data, 'type') === 'inquiry'
      ? getIn(data, 'id')
      : getIn(data, 'relationships', 'inquiry', 'data', 'id')
  return isInquiryId(id) ? id : null
}

// Webhooks use the key inflection of the account's settings: kebab, camel or snake.
function getAttribute(resource: unknown, kebab: string): unknown {
  const camel = kebab.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
  const spelling = [kebab, camel, kebab.replaceAll('-', '_')].find(
    (name) => getIn(resource, 'attributes', name) !== undefined,
  )
  return spelling === undefined ? undefined : getIn(resource, 'attributes', spelling)
}
