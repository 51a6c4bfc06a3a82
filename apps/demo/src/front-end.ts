import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'

/** Serves the pages. */
export interface FrontEnd {
  readonly middlewares: ViteDevServer['middlewares']
  close(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Creates a Vite server for the pages. Its connection for hot updates shares `server`. */
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
    // When Vite discovers a dependency it reloads the page, even while a person is in the flow. So it
    // bundles these before the first page, and does not look for others.
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
    server: {
      middlewareMode: true,
      hmr: { server },
      // Vite's defaults, and what the bank keeps.
      fs: { deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'] },
    },
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
 * Creates a folder for the bundled dependencies of one process: two that write to the same one
 * replace each other's files. It is inside `node_modules`, which the React plugin does not transform.
 */
async function createCacheFolder(): Promise<string> {
  const parent = join(root, 'node_modules/.vite')
  await mkdir(parent, { recursive: true })
  return mkdtemp(join(parent, 'demo-'))
}
