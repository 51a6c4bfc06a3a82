import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'

/** An inquiry in an emulator. */
export interface EmulatedInquiry {
  readonly persona: PersonaEmulator
  readonly inquiryId: string
}

/**
 * A back end on an emulator that serves a built page. Its one inquiry belongs to the person of the
 * cookie `user=ada`.
 */
export interface BackEnd extends EmulatedInquiry {
  /** The address of the server. */
  readonly origin: string
  close(): Promise<void>
}

/** The module of an application's folder, which uses the packages that are installed there. */
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
