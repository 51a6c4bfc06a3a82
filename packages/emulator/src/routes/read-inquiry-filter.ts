import type { HonoRequest } from 'hono'
import type { Inquiry } from '../entities/inquiry.ts'
import { readQuery, splitList } from '../http/query.ts'
import { badRequest } from '../persona-error.ts'

const names = [
  'account-id',
  'note',
  'reference-id',
  'inquiry-template-id',
  'template-id',
  'status',
  'created-at-start',
  'created-at-end',
]

/** Returns a predicate for the `filter[…]` parameters of a list. @throws PersonaError 400 */
export function readInquiryFilter(request: HonoRequest): (inquiry: Inquiry) => boolean {
  const filter = readQuery(request, 'filter', names)
  if (filter.has('note') && filter.size > 1)
    throw badRequest('filter[note] must be the only filter')
  const is = (name: string, value: string | null) => {
    const wanted = filter.get(name)?.[0]
    return wanted === undefined || wanted === value
  }
  const lists = new Map([...filter].map(([name, values]) => [name, splitList(values)]))
  const isAmong = (name: string, value: string | null) => {
    const wanted = lists.get(name)
    return wanted === undefined || (value !== null && wanted.includes(value))
  }
  const start = readTime('created-at-start', filter) ?? -Infinity
  const end = readTime('created-at-end', filter) ?? Infinity

  return (inquiry) =>
    is('reference-id', inquiry.referenceId) &&
    is('note', inquiry.note) &&
    isAmong('status', inquiry.status) &&
    isAmong('account-id', inquiry.accountId) &&
    isAmong('inquiry-template-id', inquiry.templateId) &&
    // The emulator has no templates of the older kind.
    isAmong('template-id', null) &&
    start <= inquiry.createdAt &&
    inquiry.createdAt <= end
}

function readTime(
  name: string,
  filter: ReadonlyMap<string, readonly string[]>,
): number | undefined {
  const text = filter.get(name)?.[0]
  if (text === undefined) return undefined
  // `Date.parse` also accepts other formats.
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw badRequest(`filter[${name}] must be a time in ISO 8601`)
  return time
}
