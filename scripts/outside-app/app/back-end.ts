import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { createInquiryHandler, createPersonaApi, type PersonaApi } from '@resumable-inquiry/server'
import { toNodeHandler } from '@resumable-inquiry/server/node'
import type { BackEnd, EmulatedInquiry } from '../back-end.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Starts an emulator with one inquiry. */
export async function startInquiry(): Promise<EmulatedInquiry> {
  const persona = await createPersonaEmulator({ port: 0, requestsPerMinute: Infinity })
  const { id: inquiryId } = await toApi(persona).createInquiry({ templateId: persona.templateId })
  return { persona, inquiryId }
}

/** Serves a built page with its API on a free port of localhost. */
export async function startBackEnd(pageFolder: string): Promise<BackEnd> {
  const { persona, inquiryId } = await startInquiry()

  const answerInquiries = toNodeHandler(
    createInquiryHandler({
      persona: toApi(persona),
      basePath: '/api/inquiries',
      authenticate: async ({ headers }) =>
        headers.get('cookie')?.includes('user=ada') === true ? { id: 'ada' } : null,
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
  return {
    persona,
    inquiryId,
    origin: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await persona.close()
    },
  }
}

function toApi({ apiKey, apiUrl }: PersonaEmulator): PersonaApi {
  return createPersonaApi({ apiKey, baseUrl: apiUrl })
}
