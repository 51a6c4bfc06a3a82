import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { isRecord } from '../is-record.ts'

/** The emulator's package, and the project in which it was started. */
function defaultPlaces(): URL[] {
  return [new URL(import.meta.url), pathToFileURL(join(process.cwd(), 'index.js'))]
}

const scriptName = /^persona-v(.+)\.js$/

/**
 * `/dist`: the SDK for a script tag, as on Persona's server. Serves the unchanged build of the
 * installed npm package.
 */
export function createDistRoutes(places: readonly URL[] = defaultPlaces()): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.get('/:name', async (context) => {
    const version = scriptName.exec(context.req.param('name'))?.[1]
    if (version === undefined) return context.notFound()
    const build = await findSdkBuild(places)
    if (build === null) {
      return context.text(
        `The emulator serves the SDK out of npm's package "persona", which is not installed. Run: npm install persona@${version}\n`,
        404,
      )
    }
    if (build.version !== version) {
      return context.text(
        `There is no persona-v${version}.js: version ${build.version} is installed, so ask for /dist/persona-v${build.version}.js, or run: npm install persona@${version}\n`,
        404,
      )
    }
    return context.body(build.script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    })
  })

  return routes
}

/** The installed `persona` package. */
interface SdkBuild {
  readonly version: string
  /** Defines `Persona` as a global of the page. */
  readonly script: string
}

/** Returns the SDK that a module in one of these places would import, or `null`. */
async function findSdkBuild(places: readonly URL[]): Promise<SdkBuild | null> {
  for (const place of places) {
    const build = await readBuild(createRequire(place))
    if (build) return build
  }
  return null
}

async function readBuild({ resolve }: NodeJS.Require): Promise<SdkBuild | null> {
  try {
    const path = resolve('persona')
    const manifest: unknown = JSON.parse(
      await readFile(join(dirname(path), '../package.json'), 'utf8'),
    )
    const version = isRecord(manifest) ? manifest['version'] : undefined
    if (typeof version !== 'string') return null
    return { version, script: await readFile(path, 'utf8') }
  } catch {
    return null
  }
}
