import { readFileSync } from 'node:fs'
import { templateSchema } from '../entities/template-definition.ts'
import type { TemplateDefinition } from '../entities/template-definition.ts'
import { explain } from '../explain.ts'

/**
 * A template out of a JSON file.
 *
 * @throws Error that names the place and says what is expected there
 */
export function readTemplateFile(path: string | URL): TemplateDefinition {
  return parseTemplate(parseJson(path), `The template file ${String(path)}`)
}

/** @throws Error that names the place and says what is expected there */
export function parseTemplate(given: unknown, source = 'The template'): TemplateDefinition {
  const read = templateSchema.safeParse(given)
  if (!read.success) throw new Error(`${source} cannot be used. ${explain(read.error)}`)
  return read.data
}

/** The template that an emulator has unless it is given another. */
export function readDefaultTemplate(): TemplateDefinition {
  return readTemplateFile(new URL('./government-id.json', import.meta.url))
}

function parseJson(path: string | URL): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`The template file ${String(path)} is not valid JSON.`, { cause: error })
  }
}
