import { createServer, type RequestListener } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds that the back end takes for a token. */
export const tokenDelay = 80
/** Milliseconds that Persona takes for the widget's page. */
export const widgetDelay = 100

/** A running server. */
export interface StandIn {
  readonly port: number
  stop(): void
}

/** Files by their path, with a leading slash. */
export type Files = ReadonlyMap<string, { readonly type: string; readonly content: string }>

/** Serves the page of a host, and its back end. */
export async function serveHost(files: Files): Promise<StandIn> {
  return listen(async ({ method, url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://host')
    if (method === 'POST') {
      await wait(tokenDelay)
      response.setHeader('content-type', 'application/json')
      const session = { inquiryId: 'inq_bench', status: 'pending', sessionToken: 'a-token' }
      response.end(JSON.stringify({ ...session, expiresIn: 3600 }))
      return
    }
    const file = files.get(pathname)
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', file.type)
    response.end(file.content)
  })
}

const widget = `<!doctype html><meta charset="utf-8" /><title>Widget</title><script>
const post = (message) => parent.postMessage(message, '*')
addEventListener('message', ({ data }) => {
  if (data === 'die') post({ name: 'error', error: { status: 409, code: 'unauthenticated' } })
})
post({ name: 'load', metadata: {} })
post({ name: 'ready', metadata: {} })
</script>`

/** Serves a widget that is ready as soon as it is loaded, and whose session dies on request. */
export async function serveWidget(): Promise<StandIn> {
  return listen(async ({ url = '/' }, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('timing-allow-origin', '*')
    if (url.startsWith('/preload')) {
      response.end('<!doctype html><title>Assets</title>')
      return
    }
    await wait(widgetDelay)
    response.end(widget)
  })
}

async function listen(handle: (...parameters: Parameters<RequestListener>) => Promise<void>) {
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    port: address.port,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
