import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { printHeading } from './table.ts'

const emulator = fileURLToPath(new URL('../packages/emulator', import.meta.url))

/** Builds the emulator as it is published, and runs its own benchmark. */
export async function reportResumes(): Promise<void> {
  printHeading('The emulator: resumes on one core, over 10,000 inquiries')
  await run('tsdown', ['--log-level', 'error'])
  await run(process.execPath, ['bench/resumes.ts'])
}

async function run(program: string, programArguments: readonly string[]): Promise<void> {
  const child = spawn(program, programArguments, {
    cwd: emulator,
    stdio: 'inherit',
    // On Windows the programs in node_modules/.bin are command files, which only a shell can start.
    shell: process.platform === 'win32' && program !== process.execPath,
  })
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error(`${program} ${programArguments.join(' ')} failed.`)
}
