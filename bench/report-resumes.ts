import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { printHeading } from './table.ts'

const emulator = fileURLToPath(new URL('../packages/emulator', import.meta.url))

/** Builds the emulator, and runs its own benchmark. */
export async function reportResumes(): Promise<void> {
  printHeading('The emulator: resumes on one core, over 10,000 inquiries')
  await run('tsdown', ['--log-level', 'error'])
  await run(process.execPath, ['bench/resumes.ts'])
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const child = spawn(program, words, {
    cwd: emulator,
    stdio: 'inherit',
    // On Windows, only a shell can start the command files in node_modules/.bin.
    shell: process.platform === 'win32' && program !== process.execPath,
  })
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error(`${program} ${words.join(' ')} failed.`)
}
