import { readFile } from 'node:fs/promises'

const folder = new URL('../widget/', import.meta.url)

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** One of the widget's files, or `null` when there is none of that name. */
export async function readWidgetFile(path: string): Promise<Response | null> {
  const extension = /^(?:[a-z-]+\/)*[a-z-]+\.(css|html|js)$/.exec(path)?.[1]
  const contentType = extension === undefined ? undefined : contentTypes[extension]
  if (contentType === undefined) return null
  try {
    return new Response(await readFile(new URL(path, folder)), {
      headers: {
        'Content-Type': contentType,
        'Cache-Control': extension === 'html' ? 'no-store' : 'no-cache',
        // The frame's address holds the session token.
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } catch {
    return null
  }
}
