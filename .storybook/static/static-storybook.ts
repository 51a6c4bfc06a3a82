import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A story or a page of documentation, as the build lists it. */
export interface Entry {
  readonly id: string
  readonly type: 'story' | 'docs'
  readonly title: string
  readonly name: string
}

/** A built Storybook on a plain web server. */
export interface StaticStorybook {
  /** Address of its folder, with a slash at the end. */
  readonly url: string
  /** All entries, in the order of the sidebar. */
  readonly entries: readonly Entry[]
  close(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const path = '/storybook/'

/** Builds the Storybook and serves it, below a path and with nothing beside it. */
export async function serveStaticStorybook(): Promise<StaticStorybook> {
  const folder = await mkdtemp(join(tmpdir(), 'storybook-'))
  const program = join(root, 'node_modules/storybook/dist/bin/dispatcher.js')
  await promisify(execFile)(process.execPath, [program, 'build', '--quiet', '-o', folder], {
    cwd: root,
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
    maxBuffer: Number.POSITIVE_INFINITY,
  })
  const { entries } = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, Entry>
  }
  const { url, close } = await serve(folder)
  return {
    url,
    entries: Object.values(entries),
    async close() {
      await close()
      await rm(folder, { recursive: true })
    },
  }
}

async function serve(folder: string): Promise<Pick<StaticStorybook, 'url' | 'close'>> {
  const server = createServer((request, response) => void respond(folder, request, response))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const file = join(folder, pathname.slice(path.length) || 'index.html')
  const isThere = pathname.startsWith(path) && (await isFile(file))
  if (!isThere || request.method !== 'GET') {
    response.writeHead(404).end('Not found')
    return
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    // As of most web servers: a browser compiles each script once.
    'cache-control': 'max-age=3600',
  })
  createReadStream(file).pipe(response)
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
