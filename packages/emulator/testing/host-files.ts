import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** A host's page at `/` and its scripts, by their paths. */
export type HostFiles = Readonly<Record<string, string>>

const head = `<!doctype html>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Host</title>`

/** The source of SDK callbacks that record their calls. */
export const callbacks = `{
  eventsAllowlist: 'all',
  onLoad: () => record(['load']),
  onReady: () => { record(['ready']); window.client?.open() },
  onComplete: (result) => record(['complete', result]),
  onCancel: (result) => record(['cancel', result]),
  onError: (error) => record(['error', error]),
  onEvent: (name, metadata) => record(['event:' + name, metadata]),
}`

const openFlow = `window.openFlow = (options) => {
  window.client = new Client({ ...options, ...${callbacks} })
}`

/** Returns a page that imports the SDK as a module. */
export async function modulePage(): Promise<HostFiles> {
  return {
    '/': `${head}<script type="module">import { Client } from '/persona.mjs'; ${openFlow}</script>`,
    '/persona.mjs': await readFile(new URL(import.meta.resolve('persona')), 'utf8'),
  }
}

/**
 * Returns a page with the SDK in a script tag.
 *
 * @param name The package, such as `persona-5.0`.
 */
export async function scriptPage(name: string): Promise<HostFiles> {
  const build = createRequire(import.meta.url).resolve(name)
  return {
    '/': `${head}<script src="/persona.js"></script><script>const { Client } = Persona; ${openFlow}</script>`,
    '/persona.js': await readFile(build, 'utf8'),
  }
}
