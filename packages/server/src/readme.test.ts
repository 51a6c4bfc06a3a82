import { readFile } from 'node:fs/promises'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import * as server from './index.ts'
import type { InquiryHandler } from './inquiries/inquiry-handler.ts'

/** Runs the first handler example of a README, in an application where no inquiry has an owner. */
async function handlerOf(readme: string): Promise<InquiryHandler> {
  const text = await readFile(new URL(`../../../${readme}`, import.meta.url), 'utf8')
  const examples = [...text.matchAll(/```ts\n(.+?)```/gs)].map(([, code = '']) => code)
  const example = examples.find((code) => code.includes('createInquiryHandler(')) ?? ''
  const script = example
    .replace(/import (\{.+\}) from '@resumable-inquiry\/server'/, 'const $1 = server')
    .replaceAll('export const', 'const')
  const handler: unknown = runInNewContext(`${script}\nhandler`, {
    server,
    process: { env: { PERSONA_API_KEY: 'persona_sandbox_11111111-2222' } },
    yourLogin: async ({ headers }: Request) => headers.get('cookie'),
    yourDatabase: { owns: async () => false },
    readUser: async (cookie: string | null) => (cookie === null ? null : { id: cookie }),
    inquiries: { isOwnedBy: async () => false },
  })
  return handler as InquiryHandler
}

test.each(['README.md', 'packages/server/README.md'])(
  'the example of %s responds with 401 to a signed-out person, and with 404 to another than the owner',
  async (readme) => {
    const handler = await handlerOf(readme)
    const url = 'https://bank.example/api/inquiries/inq_1'
    expect((await handler(new Request(url))).status).toBe(401)
    expect((await handler(new Request(url, { headers: { cookie: 'ada' } }))).status).toBe(404)
  },
)
