import { Hono, type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Environment } from '../http/environment.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { createApiRoutes } from './api.ts'
import { maskSecrets } from '../http/mask-secrets.ts'
import { applyWidgetFaults } from '../faults/fail-widget.ts'
import { type Controls, createControlRoutes } from './control.ts'
import { createDistRoutes } from './dist.ts'
import { createVerifyRoutes } from './verify.ts'
import { createWidgetBackEndRoutes } from './widget-back-end.ts'
import { readWidgetFile } from './page-files.ts'

/** All routes of an emulator. */
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

/** `/widget`: the page in the SDK's frame, its files, and its back end. */
function createWidgetRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.get('/', async (context) => {
    const page = await readWidgetFile('index.html')
    if (page === null) return context.notFound()
    if (!emulator.faults.has('messages')) return page
    // The widget posts its first message before its first request.
    const html = (await page.text()).replace('<body>', '<body data-messages="checked">')
    return new Response(html, page)
  })
  routes.get('/assets/*', async (context) => {
    const path = context.req.path.split('/assets/')[1] ?? ''
    return (await readWidgetFile(path)) ?? context.notFound()
  })
  routes.route('/api', createWidgetBackEndRoutes(emulator))
  return routes
}

/** Emits a change after every request that is not a read of `/_emulator`. */
function emitChanges(emulator: EmulatorContext): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    await next()
    const isRead = context.req.method === 'GET' && context.req.path.startsWith('/_emulator')
    if (!isRead) emulator.changes.emit()
  })
}
