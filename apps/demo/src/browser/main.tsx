import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './theme.css'

// The bank at /app is in a frame beside the panel. The panel stays within reach while the flow covers
// the bank's page.
const Page = isApplication()
  ? lazy(() => import('./application/application.tsx').then((m) => ({ default: m.Application })))
  : lazy(() => import('./playground/playground.tsx').then((m) => ({ default: m.Playground })))

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <Suspense>
      <Page />
    </Suspense>
  </StrictMode>,
)

function isApplication(): boolean {
  return /^\/app(\/|$)/.test(location.pathname)
}
