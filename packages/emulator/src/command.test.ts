import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

function run(...options: string[]) {
  const command = fileURLToPath(new URL('command.ts', import.meta.url))
  const child = spawn(process.execPath, [command, ...options])
  onTestFinished(() => void child.kill())
  return child
}

test('prints where it is, what opens it, and what it is not; ends on a signal', async () => {
  const child = run('--port', '0')
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    if (output.includes('Ctrl+C')) break
  }
  expect(output).toContain("It is not Persona, and must not see real people's data.")
  expect(output).toMatch(/templateId {2}itmpl_/)
  const apiUrl = /apiUrl +(\S+)/.exec(output)?.[1]
  const apiKey = /apiKey +(\S+)/.exec(output)?.[1]
  const answer = await fetch(`${apiUrl}/inquiries`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  })
  expect(answer.status).toBe(200)
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
})

test.for([
  ['--port', 'many'],
  ['--dance', ''],
])('refuses %s %s', async (options) => {
  const child = run(...options)
  let output = ''
  child.stderr.on('data', (chunk) => {
    output += String(chunk)
  })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(output).toContain('persona-emulator [--port 4010]')
})
