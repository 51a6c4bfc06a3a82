import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { createWidgetBackEndRoutes } from './widget-back-end.ts'
import { readWidgetFile } from './widget-files.ts'

/** `/widget`: the frame that the SDK opens, its files, and the back end that it talks to. */
export function createWidgetRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.get('/', async (context) => {
    const page = await readWidgetFile('index.html')
    if (page === null) return context.notFound()
    if (emulator.faults.messages.list().length === 0) return page
    // The first message is posted before anything is asked for.
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
