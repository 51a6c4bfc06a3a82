import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { createApiRoutes } from './api.ts'
import { maskSecrets } from '../http/mask-secrets.ts'
import { emitChanges } from '../http/emit-changes.ts'
import { applyWidgetFaults } from '../http/widget-faults.ts'
import { createControlRoutes } from './control.ts'
import type { Controls } from './control.ts'
import { createDistRoutes } from './dist.ts'
import { createVerifyRoutes } from './verify.ts'
import { createWidgetRoutes } from './widget.ts'
import { readWidgetFile } from './widget-files.ts'

/** Everything that the emulator answers. */
export function createRootRoutes(emulator: EmulatorContext, controls: Controls): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.use(emitChanges(emulator))
  routes.use(applyWidgetFaults(emulator))
  routes.route('/api/v1', createApiRoutes(emulator))
  routes.route('/widget', createWidgetRoutes(emulator))
  routes.get(
    '/preload',
    async (context) => (await readWidgetFile('preload.html')) ?? context.notFound(),
  )
  routes.route('/', createVerifyRoutes(emulator))
  routes.route('/dist', createDistRoutes())
  routes.get('/_emulator/', (context) => context.redirect('/_emulator'))
  routes.route('/_emulator', createControlRoutes(emulator, controls))
  routes.notFound((context) =>
    context.text(
      `The Persona emulator has no ${context.req.method} ${maskSecrets(emulator, context.req.path)}.\n`,
      404,
    ),
  )
  return routes
}
