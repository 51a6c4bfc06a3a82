import { z } from 'zod'
import { explain } from '../explain.ts'
import { readJsonFile } from '../json-file.ts'
import { seedSchema } from './seed.ts'
import type { Seed } from './seed.ts'

/**
 * A seed out of a JSON file.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readSeedFile(path: string | URL): Seed {
  return readJsonFile(path, 'The seed file', seedSchema)
}

/** @throws Error that names the place and says what is expected there */
export function parseSeed(given: unknown): Seed {
  const read = seedSchema.safeParse(given)
  if (!read.success) throw new Error(`The seed cannot be used. ${explain(read.error)}`)
  return read.data
}

/** The JSON Schema of a seed file, for editors. */
export function createSeedJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(seedSchema), title: 'Seed of the Persona emulator' }
}
