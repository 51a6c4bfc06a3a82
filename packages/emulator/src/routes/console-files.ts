import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../console/', import.meta.url))

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** One of the page's files, or `null` when there is none of that name. */
export function readConsoleFile(path: string): Promise<Response | null> {
  return readPageFile(folder, path)
}

/** One of the files of lit-html, which draws the page. */
export function readLitFile(path: string): Promise<Response | null> {
  // Node is given the file in a folder for servers; the one for browsers is in the folder above.
  const { resolve } = createRequire(import.meta.url)
  return readPageFile(join(dirname(resolve('lit-html')), '..'), path)
}

async function readPageFile(root: string, path: string): Promise<Response | null> {
  const extension = /^(?:[a-z-]+\/)*[a-z-]+\.(css|html|js)$/.exec(path)?.[1]
  const contentType = extension === undefined ? undefined : contentTypes[extension]
  if (contentType === undefined) return null
  try {
    return new Response(await readFile(join(root, path)), {
      headers: {
        'Content-Type': contentType,
        'Cache-Control': 'no-cache',
        'Referrer-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } catch {
    return null
  }
}
