import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { callbacks, type HostFiles } from './host-files.ts'

const entry = 'virtual:host'

// The component ignores changed properties, so each opening mounts a new one by its key.
const source = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import Inquiry from 'persona-react'

const root = createRoot(document.getElementById('root'))
let openings = 0
window.openFlow = (options) => {
  openings += 1
  root.render(createElement(Inquiry, { key: openings, ...options, ...${callbacks} }))
}
window.client = { destroy: () => root.render(null), open() {} }
`

/** Returns a page with `persona-react`, bundled by Vite. */
export async function reactPage(): Promise<HostFiles> {
  const result = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'host',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  })
  const [script] = 'output' in result ? result.output : []
  if (script?.type !== 'chunk') throw new Error('Vite has built no script.')
  return {
    '/': `<!doctype html><meta charset="utf-8" /><title>Host</title><div id="root"></div><script src="/host.js"></script>`,
    '/host.js': script.code,
  }
}
