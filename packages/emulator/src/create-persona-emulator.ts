import type { PersonaEmulator, PersonaEmulatorOptions } from './emulator.ts'

/** Starts an emulator on the loopback interface. */
export async function createPersonaEmulator(
  options: PersonaEmulatorOptions = {},
): Promise<PersonaEmulator> {
  throw new Error(`Not built yet; port ${options.port ?? 0} was asked for.`)
}
