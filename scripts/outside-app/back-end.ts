import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'

/** An inquiry in an emulator. */
export interface EmulatedInquiry {
  readonly persona: PersonaEmulator
  readonly inquiryId: string
}

/**
 * A back end that has one inquiry, which belongs to the person of the cookie `user=ada`, and serves a
 * built page, with an emulator behind it.
 */
export interface BackEnd extends EmulatedInquiry {
  /** Where it listens. */
  readonly origin: string
  close(): Promise<void>
}

/** What an application's folder starts on the packages that are installed there. */
export interface BackEndModule {
  startInquiry(): Promise<EmulatedInquiry>
  startBackEnd(pageFolder: string): Promise<BackEnd>
}

/** Imports the back end from the application's folder. */
export async function importBackEnd(folder: string): Promise<BackEndModule> {
  return (await import(pathToFileURL(join(folder, 'back-end.ts')).href)) as BackEndModule
}

/** Returns the address of a page with the options of its flow. */
export function addressOf(
  { origin, persona, inquiryId }: BackEnd,
  path: string,
  styleVariant: 'dark' | undefined,
): URL {
  const url = new URL(path, origin)
  url.searchParams.set('inquiryId', inquiryId)
  url.searchParams.set('customHost', persona.customHost)
  if (styleVariant !== undefined) url.searchParams.set('styleVariant', styleVariant)
  return url
}
