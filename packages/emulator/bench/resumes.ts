import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callAgainAndAgain } from './load.ts'
import { summarize } from './summary.ts'

const inquiries = 10_000
const seconds = 10
const connections = 32
const oneCore = ['taskset', '-c', '0']

/*
 * Measures the resumes per second of an emulator on one core (on Linux), over HTTP and 10,000
 * inquiries. `EMULATOR_NODE_FLAGS` sets flags of its Node, such as `--cpu-prof`.
 */
const folder = mkdtempSync(join(tmpdir(), 'persona-emulator-bench-'))
try {
  const persona = await startCommand()
  const ids = Array.from({ length: inquiries }, (_, index) => `inq_${index}`)
  const resume = { apiUrl: persona.apiUrl, apiKey: 'persona_sandbox_emulator', connections }
  const paths = ids.map((id) => `/inquiries/${id}/resume`)

  const first = await callAgainAndAgain({ ...resume, paths, calls: inquiries })
  const again = await callAgainAndAgain({ ...resume, paths, seconds })
  await persona.stop()
  console.log(`
start, with ${inquiries} inquiries seeded: ${persona.startTime.toFixed(0)} ms
a first resume of each, which mints a session: ${summarize(first)}
resumes for ${seconds} s, over all of them:    ${summarize(again)}`)
} finally {
  rmSync(folder, { recursive: true })
}

async function startCommand() {
  const command = fileURLToPath(new URL('../dist/command.js', import.meta.url))
  if (!existsSync(command)) throw new Error('Build the packages first: npx pnpm@12 build.')
  const seed = join(folder, 'seed.json')
  const pending = Array.from({ length: inquiries }, (_, index) => ({
    id: `inq_${index}`,
    status: 'pending',
  }))
  writeFileSync(seed, JSON.stringify({ inquiries: pending }))
  const nodeFlags = (process.env['EMULATOR_NODE_FLAGS'] ?? '').split(' ').filter(Boolean)
  const flags = ['--port', '0', '--requests-per-minute', 'none', '--seed', seed]
  const words = [process.execPath, ...nodeFlags, command, ...flags]
  const [program = '', ...rest] = process.platform === 'linux' ? [...oneCore, ...words] : words
  const startedAt = performance.now()
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    if (output.includes('Ctrl+C')) break
  }
  const apiUrl = /apiUrl +(\S+)/.exec(output)?.[1]
  if (apiUrl === undefined) throw new Error(`The emulator did not start: ${output}`)
  return {
    apiUrl,
    startTime: performance.now() - startedAt,
    async stop() {
      child.kill('SIGINT')
      await once(child, 'exit')
    },
  }
}
