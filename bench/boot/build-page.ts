import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { Files } from './stand-ins.ts'

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** Builds the page for production, as Vite does by default. */
export async function buildPage(): Promise<Files> {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, target: 'esnext' },
  })
  if (!('output' in result)) throw new Error('Vite has built something else than a page.')
  return new Map(
    result.output.map((file) => {
      const content = file.type === 'chunk' ? file.code : String(file.source)
      const extension = file.fileName.split('.').at(-1) ?? ''
      return [`/${file.fileName}`, { type: types[extension] ?? 'text/plain', content }]
    }),
  )
}
