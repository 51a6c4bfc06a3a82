import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { explain } from './explain.ts'
import { isRecord } from './is-record.ts'
import { JsonTextError, readJsonText } from './json-text.ts'
import type { JsonText } from './json-text.ts'

/**
 * What a JSON file holds, checked.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readJsonFile<Value>(
  path: string | URL,
  what: string,
  schema: z.ZodType<Value>,
): Value {
  const file = `${what} ${String(path)}`
  const text = parseText(readText(path, file), file)
  const read = schema.safeParse(text.value)
  if (read.success) return read.data
  const problems = read.error.issues.map((issue) => {
    const { line, column } = text.placeOf(issue.path)
    return `  Line ${line}, column ${column}: ${explain(new z.ZodError([issue]))}`
  })
  throw new Error([`${file} cannot be used.`, ...problems].join('\n'))
}

function readText(path: string | URL, file: string): string {
  try {
    // Editors on Windows begin a file with a byte order mark, which is no JSON.
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

function parseText(text: string, file: string): JsonText {
  try {
    return readJsonText(text)
  } catch (cause) {
    if (!(cause instanceof JsonTextError)) throw cause
    throw new Error(`${file} is not valid JSON.\n  ${cause.message}`, { cause })
  }
}
