import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import type { World } from '../world.ts'
import { createApiRoutes } from './api.ts'
import { blotSecrets } from '../http/blot-secrets.ts'
import { noteChanges } from '../http/note-changes.ts'
import { failWidgetAsOrdered } from '../http/widget-faults.ts'
import { createControlRoutes } from './control.ts'
import type { Controls } from './control.ts'
import { createDistRoutes } from './dist.ts'
import { createVerifyRoutes } from './verify.ts'
import { createWidgetRoutes } from './widget.ts'
import { readWidgetFile } from './widget-files.ts'

/** Everything that the emulator answers. */
export function createRootRoutes(world: World, controls: Controls): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.use(noteChanges(world))
  routes.use(failWidgetAsOrdered(world))
  routes.route('/api/v1', createApiRoutes(world))
  routes.route('/widget', createWidgetRoutes(world))
  routes.get(
    '/preload',
    async (context) => (await readWidgetFile('preload.html')) ?? context.notFound(),
  )
  routes.route('/', createVerifyRoutes(world))
  routes.route('/dist', createDistRoutes())
  routes.get('/_emulator/', (context) => context.redirect('/_emulator'))
  routes.route('/_emulator', createControlRoutes(world, controls))
  routes.notFound((context) =>
    context.text(
      `The Persona emulator has no ${context.req.method} ${blotSecrets(world, context.req.path)}.\n`,
      404,
    ),
  )
  return routes
}
