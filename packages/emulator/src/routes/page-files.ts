import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** Reads a file of the dashboard. Returns `null` for a path without a file. */
export function readConsoleFile(path: string): Promise<Response | null> {
  return readPageFile(folderOf('../console/'), path, {
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'same-origin',
  })
}

/** Reads a file of lit-html, for the dashboard. */
export function readLitFile(path: string): Promise<Response | null> {
  // Node resolves to a folder for servers; the files for browsers are in the folder above.
  const folder = join(dirname(createRequire(import.meta.url).resolve('lit-html')), '..')
  return readPageFile(folder, path, {
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'same-origin',
  })
}

/** Reads a file of the widget. Returns `null` for a path without a file. */
export function readWidgetFile(path: string): Promise<Response | null> {
  return readPageFile(folderOf('../widget/'), path, {
    'Cache-Control': path.endsWith('.html') ? 'no-store' : 'no-cache',
    // The frame's address holds the session token.
    'Referrer-Policy': 'no-referrer',
  })
}

function folderOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

async function readPageFile(
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response | null> {
  const extension = /^(?:[a-z-]+\/)*[a-z-]+\.(css|html|js)$/.exec(path)?.[1]
  const contentType = extension === undefined ? undefined : contentTypes[extension]
  if (contentType === undefined) return null
  try {
    return new Response(await readFile(join(folder, path)), {
      headers: { ...headers, 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' },
    })
  } catch {
    return null
  }
}
