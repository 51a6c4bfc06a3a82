import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from './command.ts'

/** Prints a line after each response with status 200, and ends on any other status. */
const script = `
  const goesOn = async () => (await fetch(process.argv[1])).ok
  while (await goesOn()) console.log('still here')
`

const server = createServer()

beforeEach(async () => {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('lets a program run for as long as it prints something', async () => {
  const asked = nextRequest()
  const ended = start()
  let response = await asked
  for (let line = 0; line < 3; line += 1) {
    vi.advanceTimersByTime(59_000)
    const printed = nextLine()
    const askedAgain = nextRequest()
    response.end()
    expect(await printed).toBe('still here\n')
    response = await askedAgain
  }
  response.writeHead(404).end()
  expect(await ended).toBe(true)
})

test('ends a program that has printed nothing for too long', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const asked = nextRequest()
  const ended = start()
  await asked
  vi.advanceTimersByTime(60_000)
  expect(await ended).toBe(false)
  expect(error).toHaveBeenCalledWith(expect.stringContaining('has printed nothing for 60 s'))
})

function start(): Promise<boolean> {
  const { port } = server.address() as AddressInfo
  const url = `http://localhost:${port}`
  return run(process.execPath, ['--input-type=module', '--eval', script, url], { silence: 60_000 })
}

async function nextRequest(): Promise<ServerResponse> {
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  return response
}

function nextLine(): Promise<string> {
  return new Promise((resolve) => {
    vi.spyOn(process.stdout, 'write').mockImplementationOnce((chunk) => {
      resolve(String(chunk))
      return true
    })
  })
}
