import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'

/** A back end that has one inquiry and serves a built page, with an emulator behind it. */
export interface BackEnd {
  /** The page's address, with its inquiry and the widget's host. */
  readonly url: URL
  readonly inquiryId: string
  readonly persona: PersonaEmulator
  /** Whether the person is signed in. */
  isSignedIn: boolean
  /** Holds the page's requests until the returned function is called. */
  hold(): () => void
  close(): Promise<void>
}

/** Starts the back end in the application's folder, on the packages that are installed there. */
export async function startBackEnd(folder: string, pageFolder: string): Promise<BackEnd> {
  const file = pathToFileURL(join(folder, 'back-end.ts')).href
  const module = (await import(file)) as {
    startBackEnd(pageFolder: string): Promise<BackEnd>
  }
  return await module.startBackEnd(pageFolder)
}
