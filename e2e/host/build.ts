import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** The folder of the built page. */
export const pageFolder = fileURLToPath(new URL('../.host', import.meta.url))

/** Builds the scenarios' page with the development build of React, whose StrictMode is strict. */
export default async function buildPage(): Promise<void> {
  process.env['NODE_ENV'] = 'development'
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    mode: 'development',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: pageFolder, emptyOutDir: true, minify: false, modulePreload: false },
  })
}
