import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
import type { HostFiles } from './host-files.ts'

/** Serves files on a free port until the end of the test. Returns their origin. */
export async function serveFiles(files: HostFiles): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = files[pathname] ?? files['/']
    const isScript = pathname in files && pathname !== '/'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://localhost:${address.port}`
}
