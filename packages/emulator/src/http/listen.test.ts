import { expect, onTestFinished, test } from 'vitest'
import { listen, originOf } from './listen.ts'

test.for<[string | undefined, string]>([
  [undefined, 'http://localhost:4010'],
  ['localhost', 'http://localhost:4010'],
  ['127.0.0.1', 'http://localhost:4010'],
  ['0.0.0.0', 'http://localhost:4010'],
  ['192.168.1.5', 'http://192.168.1.5:4010'],
  ['fd00::1', 'http://[fd00::1]:4010'],
])('what listens on %s is reached at %s', ([host, origin]) => {
  expect(originOf(host, 4010)).toBe(origin)
})

test('refuses a host that is not one of this machine', async () => {
  // An address that is reserved for documentation.
  await expect(listen(0, '203.0.113.1')).rejects.toThrow(
    '203.0.113.1 is no address of this machine.',
  )
})

test.for([undefined, 'localhost'])(
  'listens on loopback alone where the host is %s',
  async (host) => {
    const { servers } = await listen(0, host)
    onTestFinished(() => {
      for (const server of servers) server.close()
    })
    expect(servers.length).toBeGreaterThan(0)
    for (const server of servers) {
      expect(server.address()).toMatchObject({
        address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) as string,
      })
    }
  },
)
