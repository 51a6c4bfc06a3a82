import type { PersonaEmulator } from '../src/emulator.ts'
import { type KnownOperation, readOperation } from '../src/operations.ts'
import { type Answer, send } from '../testing/api-client.ts'
import { schemaOf } from './answer-schemas.ts'
import type { PersonaDocument } from './persona-document.ts'
import { type Check, createValidator } from './validator.ts'

/** Calls an emulator, and checks each response against the schemas. */
export interface Inspector {
  call(
    status: number,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Returns the problems of the responses since the last call. */
  takeFindings(): string[]
  /** Each pair of a call and a status, such as `resume 409`. */
  readonly seen: ReadonlySet<string>
}

export function createInspector(
  persona: () => PersonaEmulator,
  document: PersonaDocument | undefined,
): Inspector {
  const validator = createValidator()
  const seen = new Set<string>()
  const findings: string[] = []
  const checks = new Map<string, Check[]>()

  const checksOf = (operation: KnownOperation, status: number): Check[] => {
    const key = `${operation} ${status}`
    const known = checks.get(key)
    if (known) return known
    const schema = schemaOf(operation, status)
    const made: Check[] = [
      schema === undefined
        ? () => [`no call answers ${status}`]
        : schema === 'pdf'
          ? checkPdf
          : validator.check(schema),
    ]
    const documented = schema === 'pdf' ? undefined : document?.checkOf(operation, status)
    if (documented) made.push(documented)
    checks.set(key, made)
    return made
  }

  return {
    seen,
    takeFindings: () => findings.splice(0),
    async call(status, method, path, body, headers = {}) {
      const { apiKey, apiUrl } = persona()
      const authorization = { Authorization: `Bearer ${apiKey}` }
      const answer = await send(`${apiUrl}${path}`, method, body, { ...authorization, ...headers })
      const { operation } = readOperation(method, new URL(`${apiUrl}${path}`).pathname.slice(7))
      if (operation === 'other') throw new Error(`${method} ${path} is no call.`)
      const faults = [
        ...(answer.status === status ? [] : [`is answered with ${answer.status}, not ${status}`]),
        ...checksOf(operation, answer.status).flatMap((check) => check(answer.body)),
        ...checkHeaders(answer),
      ]
      findings.push(...faults.slice(0, 10).map((fault) => `${method} ${path}: ${fault}`))
      seen.add(`${operation} ${answer.status}`)
      return answer
    },
  }
}

function checkPdf(body: unknown): string[] {
  return typeof body === 'string' && body.startsWith('%PDF-') ? [] : ['is no PDF']
}

function checkHeaders({ status, headers }: Answer): string[] {
  const expected: [name: string, pattern: RegExp][] = [
    ['Request-Id', /^req_\w{24}$/],
    ['Content-Type', /^application\/(json|pdf)\b/],
    // Only authenticated calls have a limit.
    ...(status === 401 ? [] : limitHeaders),
  ]
  return expected
    .filter(([name, pattern]) => !pattern.test(headers.get(name) ?? ''))
    .map(([name]) => `${name} is ${headers.get(name)}`)
}

const limitHeaders: [name: string, pattern: RegExp][] = [
  ['RateLimit-Limit', /^\d+$/],
  ['RateLimit-Remaining', /^\d+$/],
  ['RateLimit-Reset', /^\d{1,2}$/],
]
