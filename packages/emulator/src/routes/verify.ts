import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Environment } from '../http/environment.ts'
import { findLink, openLink } from '../lifecycle/open-link.ts'
import { PersonaError } from '../persona-error.ts'
import { isRedirectUri } from '../lifecycle/redirect-uri.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import {
  badRedirectUri,
  failure,
  linkNotices,
  noticeAbout,
  showNotice,
  tooManySessions,
} from './notices.ts'
import { readWidgetFile } from './page-files.ts'

/** `/verify`, the hosted flow with the widget alone in its window, and `/go` for its short links. */
export function createVerifyRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.use('/verify', guard)
  routes.use('/go/*', guard)

  routes.get('/verify', async (context) => {
    const query = queryOf(context)
    const redirectUri = query.get('redirect-uri')
    if (redirectUri !== null && !isRedirectUri(redirectUri)) {
      return showNotice(context, badRedirectUri)
    }
    const code = query.get('code')
    if (code !== null) return followLink(context, code)
    const notice = noticeAbout(emulator, query)
    if (notice) return showNotice(context, notice)
    return (await readWidgetFile('index.html')) ?? context.notFound()
  })

  routes.get('/go/:code', (context) => followLink(context, context.req.param('code')))

  async function followLink(context: Context<Environment>, code: string) {
    // Link scanners must not use up a link.
    if (context.req.method === 'HEAD') {
      return context.body(null, findLink(emulator, code) ? 200 : 404)
    }
    const opening = openLink(emulator, code)
    if (opening.outcome !== 'opened') return showNotice(context, linkNotices[opening.outcome])
    const query = queryOf(context)
    query.delete('code')
    query.set('inquiry-id', opening.session.inquiryId)
    query.set('session-token', await emulator.tokens.issue(opening.session))
    return context.redirect(`/verify?${query.toString()}`, 303)
  }

  routes.onError((error, context) => {
    if (error instanceof PersonaError && error.status === 403) {
      return showNotice(context, tooManySessions)
    }
    console.error(error)
    return showNotice(context, failure)
  })

  return routes
}

/** Forbids framing by other sites, like Persona's hosted flow. */
const guard: MiddlewareHandler<Environment> = async (context, next) => {
  await next()
  context.header('X-Frame-Options', 'SAMEORIGIN')
  context.header('Referrer-Policy', 'no-referrer')
  context.header('Cache-Control', 'no-store')
}

function queryOf(context: Context<Environment>): URLSearchParams {
  return new URL(context.req.url).searchParams
}
