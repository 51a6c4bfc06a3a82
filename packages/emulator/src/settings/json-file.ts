/* oxlint-disable import/default, import/no-named-as-default-member -- Node loads a build of jsonc-parser that has only a default export. */
import { readFileSync } from 'node:fs'
import jsonc, { type Node, type ParseError } from 'jsonc-parser'
import { z } from 'zod'
import { formatZodError } from './format-zod-error.ts'
import { isRecord } from '../is-record.ts'

/**
 * Reads and checks a JSON file.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readJsonFile<Value>(
  path: string | URL,
  what: string,
  schema: z.ZodType<Value>,
): Value {
  const file = `${what} ${String(path)}`
  const text = readText(path, file)
  const root = parse(text, file)
  const read = schema.safeParse(jsonc.getNodeValue(root))
  if (read.success) return read.data
  const problems = read.error.issues.map(
    (issue) => `  ${placeOf(text, root, issue.path)}: ${formatZodError(new z.ZodError([issue]))}`,
  )
  throw new Error([`${file} cannot be used.`, ...problems].join('\n'))
}

function readText(path: string | URL, file: string): string {
  try {
    // Editors on Windows begin a file with a byte order mark, which is not JSON.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const code = isRecord(cause) ? cause['code'] : undefined
    const reason = reasons[String(code)] ?? String(cause)
    throw new Error(`${file} cannot be read: ${reason}.`, { cause })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'the permission is missing',
}

/** @throws Error at the first place that is not JSON */
function parse(text: string, file: string): Node {
  const errors: ParseError[] = []
  let root: Node | undefined
  try {
    root = jsonc.parseTree(text, errors, { disallowComments: true })
  } catch (cause) {
    // The parser is recursive.
    throw new Error(`${file} is nested too deeply.`, { cause })
  }
  const [error] = errors
  if (root !== undefined && error === undefined) return root
  const problem = error === undefined ? 'ValueExpected' : jsonc.printParseErrorCode(error.error)
  throw new Error(`${file} is not valid JSON.\n  ${placeAt(text, error?.offset ?? 0)}: ${problem}.`)
}

/** Returns the place of a value, or of the nearest value around it. */
function placeOf(text: string, root: Node, path: readonly PropertyKey[]): string {
  const segments = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  for (let length = segments.length; length > 0; length -= 1) {
    const node = jsonc.findNodeAtLocation(root, segments.slice(0, length))
    if (node) return placeAt(text, node.offset)
  }
  return placeAt(text, root.offset)
}

function placeAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n')
  return `Line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
