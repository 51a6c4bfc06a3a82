import { templateSchema } from '../entities/template-definition.ts'
import type { TemplateDefinition } from '../entities/template-definition.ts'
import { explain } from '../explain.ts'
import { readJsonFile } from '../json-file.ts'

/**
 * A template out of a JSON file.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readTemplateFile(path: string | URL): TemplateDefinition {
  return readJsonFile(path, 'The template file', templateSchema)
}

/** @throws Error that names the place and says what is expected there */
export function parseTemplate(given: unknown): TemplateDefinition {
  const read = templateSchema.safeParse(given)
  if (!read.success) throw new Error(`The template cannot be used. ${explain(read.error)}`)
  return read.data
}

/** The template that an emulator has unless it is given another. */
export function readDefaultTemplate(): TemplateDefinition {
  return readTemplateFile(new URL('./government-id.json', import.meta.url))
}
