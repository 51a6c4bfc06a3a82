import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { createInquiryHandler, createPersonaApi } from '@resumable-inquiry/server'
import { toNodeHandler } from '@resumable-inquiry/server/node'
import type { BackEnd } from '../back-end.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves a built page with its API on a free port of localhost. */
export async function startBackEnd(pageFolder: string): Promise<BackEnd> {
  const persona = await createPersonaEmulator({ port: 0, requestsPerMinute: Infinity })
  const api = createPersonaApi({ apiKey: persona.apiKey, baseUrl: persona.apiUrl })
  const { id: inquiryId } = await api.createInquiry({ templateId: persona.templateId })
  let held: Promise<void> | undefined

  const answerInquiries = toNodeHandler(
    createInquiryHandler({
      persona: api,
      basePath: '/api/inquiries',
      authenticate: async () => {
        await held
        return backEnd.isSignedIn ? { id: 'ada' } : null
      },
      authorize: async (asked) => asked.inquiryId === inquiryId,
      log: () => {},
    }),
  )

  const answerPage = async (pathname: string, response: ServerResponse): Promise<void> => {
    const file = join(pageFolder, pathname === '/' ? 'index.html' : pathname)
    const content = await readFile(file).catch(() => undefined)
    response.statusCode = content === undefined ? 404 : 200
    response.setHeader('Content-Type', contentTypes[extname(file)] ?? 'application/octet-stream')
    response.end(content)
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/api/')) void answerInquiries(request, response)
    else void answerPage(pathname, response)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.')
  const url = new URL(`http://localhost:${address.port}/`)
  url.searchParams.set('inquiryId', inquiryId)
  url.searchParams.set('customHost', persona.customHost)

  const backEnd: BackEnd = {
    url,
    inquiryId,
    persona,
    isSignedIn: true,
    hold() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await persona.close()
    },
  }
  return backEnd
}
