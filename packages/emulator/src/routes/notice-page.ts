import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Environment } from '../http/environment.ts'
import type { PersonaErrorStatus } from '../persona-error.ts'

/** Something to tell a person who opened an address that leads nowhere. */
export interface Notice {
  readonly status: PersonaErrorStatus | 410
  readonly heading: string
  readonly text: string
}

/** Answers with a page that says it, styled like the widget. */
export function showNotice(
  context: Context<Environment>,
  { status, heading, text }: Notice,
): Response | Promise<Response> {
  const styleVariant = context.req.query('style-variant') === 'dark' ? 'dark' : 'light'
  const page = html`<!doctype html>
    <html lang="en" data-presentation="page" data-style-variant="${styleVariant}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>${heading}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/widget/assets/styles/theme.css" />
        <link rel="stylesheet" href="/widget/assets/styles/layout.css" />
        <link rel="stylesheet" href="/widget/assets/styles/content.css" />
      </head>
      <body>
        <div class="shell">
          <header class="bar"></header>
          <main>
            <div class="screen">
              <div class="picture">
                <svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
                  <path d="M21 15l5-5a8.5 8.5 0 0112 12l-5 5M27 33l-5 5a8.5 8.5 0 01-12-12l5-5" />
                  <path d="M8 8l32 32" />
                </svg>
              </div>
              <h1>${heading}</h1>
              <p class="lead">${text}</p>
            </div>
          </main>
          <footer class="sandbox">
            <p class="notice">Persona emulator. Made-up data only.</p>
          </footer>
        </div>
      </body>
    </html>`
  return context.html(page, status)
}
