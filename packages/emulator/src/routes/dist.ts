import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { findSdkBuild } from './sdk-build.ts'

/** The emulator's own place, and the project that it was started in. */
function usualPlaces(): URL[] {
  return [new URL(import.meta.url), pathToFileURL(join(process.cwd(), 'index.js'))]
}

const scriptName = /^persona-v(.+)\.js$/

/**
 * `/dist`: the SDK for a script tag, as Persona's own server has it. It is the unchanged build out
 * of the npm package, in the one version that is installed.
 */
export function createDistRoutes(places: readonly URL[] = usualPlaces()): Hono<Environment> {
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
