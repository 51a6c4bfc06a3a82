import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'

/** The pages, served. */
export interface FrontEnd {
  readonly middlewares: ViteDevServer['middlewares']
  close(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Serves the pages through Vite, whose own connection for hot updates shares `server`. */
export async function createFrontEnd(server: Server): Promise<FrontEnd> {
  const cacheDir = await createCacheFolder()
  const vite = await createServer({
    configFile: false,
    root,
    cacheDir,
    logLevel: 'warn',
    clearScreen: false,
    plugins: [react()],
    resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query', 'persona'] },
    // A dependency that Vite discovers while somebody is in the flow reloads the page under them, so
    // it bundles these before the first page and looks for no others.
    optimizeDeps: {
      noDiscovery: true,
      include: [
        '@tanstack/react-query',
        'hono/client',
        'persona',
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-dev-runtime',
        'react/jsx-runtime',
      ],
    },
    server: { middlewareMode: true, hmr: { server } },
  })
  return {
    middlewares: vite.middlewares,
    async close() {
      await vite.close()
      await rm(cacheDir, { recursive: true })
    },
  }
}

/**
 * Makes a folder for the bundled dependencies of one demo: two that fill the same one at once
 * replace each other's files. It lies in `node_modules`, where the React plugin changes nothing.
 */
async function createCacheFolder(): Promise<string> {
  const parent = join(root, 'node_modules/.vite')
  await mkdir(parent, { recursive: true })
  return mkdtemp(join(parent, 'demo-'))
}
