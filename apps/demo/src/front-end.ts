import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'

/** Serves the pages through Vite, whose own connection for hot updates shares `server`. */
export function createFrontEnd(server: Server): Promise<ViteDevServer> {
  return createServer({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    clearScreen: false,
    plugins: [react()],
    resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query', 'persona'] },
    // A dependency that Vite discovers while somebody is in the flow reloads the page under them.
    optimizeDeps: {
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
}
