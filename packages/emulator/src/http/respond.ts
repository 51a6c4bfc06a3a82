import type { Context } from 'hono'
import { include } from '../formatters/include.ts'
import type { Resource, ResourceDocument } from '../formatters/resource.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from './environment.ts'
import { inflect, readInflection } from './inflection.ts'
import { readInclude, readSparseFields } from './query.ts'

/** The parts of a response. */
export interface ResponseParts {
  readonly data: Resource | readonly Resource[]
  readonly meta?: Readonly<Record<string, unknown>>
  readonly links?: ResourceDocument['links']
  /** Included by default; `null` where the call has no `include`. */
  readonly include?: readonly string[] | null
  /** @default 200 */
  readonly status?: 200 | 201
}

/** Responds with resources, by the call's `include`, `fields` and `Key-Inflection`. */
export function respond(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
  answer: ResponseParts,
): Response {
  const { data, meta, links, include: byDefault, status = 200 } = answer
  const primary = isList(data) ? data : [data]
  const wanted = byDefault === null ? undefined : (readInclude(context.req) ?? byDefault)
  const included = wanted && include(emulator, primary, wanted)
  const fields = readSparseFields(context.req, primary[0]?.type ?? '')
  const reduce = (resource: Resource) => reduceAttributes(resource, fields.get(resource.type))
  const document: ResourceDocument = {
    data: isList(data) ? data.map(reduce) : reduce(data),
    ...(included && { included: included.map(reduce) }),
    ...(links && { links }),
    ...(meta && { meta }),
  }
  const inflection = readInflection(context.req.header('Key-Inflection'))
  return context.body(JSON.stringify(inflect(document, inflection)), status, {
    'Content-Type': 'application/json; charset=utf-8',
  })
}

function reduceAttributes(resource: Resource, names: ReadonlySet<string> | undefined): Resource {
  if (names === undefined) return resource
  const wanted = Object.entries(resource.attributes).filter(([name]) => names.has(name))
  return { ...resource, attributes: Object.fromEntries(wanted) }
}

function isList(data: ResponseParts['data']): data is readonly Resource[] {
  return Array.isArray(data)
}
