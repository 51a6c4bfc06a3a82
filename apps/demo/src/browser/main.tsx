import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './theme.css'

// The bank at /app stands in a frame beside the panel, so that the panel stays within reach while the
// flow covers the bank's whole page.
const Page = isApplication()
  ? lazy(() => import('./application/application.tsx').then((m) => ({ default: m.Application })))
  : lazy(() => import('./stage/stage.tsx').then((m) => ({ default: m.Stage })))

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
