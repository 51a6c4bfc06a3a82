import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

type Child = ChildProcessByStdio<null, Readable, Readable>

function run(...flags: string[]): Child {
  const command = fileURLToPath(new URL('command.ts', import.meta.url))
  const child = spawn(process.execPath, [command, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill())
  return child
}

async function readUntil(stream: Readable, end: string): Promise<string> {
  let output = ''
  for await (const chunk of stream) {
    output += String(chunk)
    if (output.includes(end)) break
  }
  return output
}

async function outcomeOf(...flags: string[]) {
  const child = run(...flags)
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { output, errors, code: Number(code) }
}

function jsonFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'persona-emulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file.json')
  writeFileSync(path, content)
  return path
}

test('prints its addresses, its keys and a warning, and ends on a signal', async () => {
  const child = run('--port', '0')
  const output = await readUntil(child.stdout, 'Ctrl+C')
  expect(output.replace(/:\d+/g, ':PORT')).toBe(`
  Persona emulator
  This is not Persona. Never give it real people's data.

  apiUrl         http://localhost:PORT/api/v1
  apiKey         persona_sandbox_emulator
  templateId     itmpl_emulator
  customHost     localhost:PORT
  webhookSecret  wbhsec_emulator
  dashboard      http://localhost:PORT/_emulator

  Stop it with Ctrl+C.

`)
  const apiUrl = /apiUrl +(\S+)/.exec(output)?.[1]
  const answer = await fetch(`${apiUrl}/inquiries`, {
    headers: { Authorization: 'Bearer persona_sandbox_emulator' },
  })
  expect(answer.status).toBe(200)
  const exit = once(child, 'exit')
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
})

test('applies its flags', async () => {
  const seed = jsonFile('{ "inquiries": [{ "id": "inq_seeded" }] }')
  const template = jsonFile(`{ "name": "Short", "steps": [
    { "name": "hello", "type": "consent", "title": "Hello" },
    { "name": "bye", "type": "done", "title": "Bye" }
  ] }`)
  const flags = `--port=0 --api-key mine --template-id itmpl_mine --webhook-secret ours
    --session-cap 3 --requests-per-minute none`
  const child = run(...flags.split(/\s+/), '--seed', seed, '--template', template)
  const output = await readUntil(child.stdout, 'Ctrl+C')
  expect(output).toMatch(/apiKey +mine\n +templateId +itmpl_mine\n(.+\n)? +webhookSecret +ours/)
  const apiUrl = /apiUrl +(\S+)/.exec(output)?.[1]
  const answer = await fetch(`${apiUrl}/inquiries/inq_seeded`, {
    headers: { Authorization: 'Bearer mine' },
  })
  expect(await answer.json()).toMatchObject({
    data: { attributes: { 'next-step-name': 'hello' } },
  })
  expect(answer.headers.get('RateLimit-Limit')).toBeNull()
})

test('warns when other machines reach it', async () => {
  const child = run('--port', '0', '--host', '0.0.0.0')
  expect(await readUntil(child.stderr, 'Leave out --host')).toContain(
    'WARNING: it listens on 0.0.0.0',
  )
})

test('does not warn on a loopback address', async () => {
  const child = run('--port', '0', '--host', '127.0.0.1')
  await readUntil(child.stdout, 'Ctrl+C')
  child.kill('SIGTERM')
  expect(await text(child.stderr)).toBe('')
})

test('explains every flag with --help', async () => {
  const { output, code } = await outcomeOf('--help')
  expect(code).toBe(0)
  expect(output).toContain("This is not Persona. Never give it real people's data.")
  expect(output).toMatch(/--port <number> {17}the port to listen on/)
  expect(output).toMatch(/--requests-per-minute <number> {2}REST calls/)
  expect(Math.max(...output.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100)
})

test('prints its version', async () => {
  expect(await outcomeOf('--version')).toMatchObject({ output: `${manifest.version}\n`, code: 0 })
})

test('refuses an unknown flag and refers to the help', async () => {
  const { output, errors, code } = await outcomeOf('--prot', '4010')
  expect({ output, code }).toEqual({ output: '', code: 2 })
  expect(errors).toBe(`persona-emulator: There is no --prot.
persona-emulator --help lists what there is.
`)
})

test('names the line of an error in a file', async () => {
  const seed = jsonFile('{\n  "inquiries": {}\n}')
  const { output, errors, code } = await outcomeOf('--seed', seed)
  expect({ output, code }).toEqual({ output: '', code: 1 })
  expect(errors).toContain('Line 2, column 16: inquiries must be an array.')
})
