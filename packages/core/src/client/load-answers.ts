import { scriptNotLoaded } from '../errors.ts'

/** Loads what reads the back end's answers. A request is sent before, and does not wait for it. */
export async function loadAnswers(): Promise<typeof import('./answers.ts')> {
  try {
    return await import('./answers.ts')
  } catch (error) {
    throw scriptNotLoaded(error)
  }
}
