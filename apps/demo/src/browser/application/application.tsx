import '@resumable-inquiry/react/styles.css'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pageConfigQueryOptions } from './page-config.ts'
import { meQueryOptions } from './account.ts'
import './application.css'
import { SignInPage } from './sign-in-page.tsx'
import { SignedIn } from './signed-in.tsx'

/** Harbor Bank, a host application. */
export function Application() {
  const [queryClient] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={queryClient}>
      <Bank />
    </QueryClientProvider>
  )
}

function Bank() {
  const me = useQuery(meQueryOptions)
  const pageConfig = useQuery(pageConfigQueryOptions)

  if (me.isPending || pageConfig.isPending) return null
  if (me.data === undefined || pageConfig.data === undefined) {
    const tryAgain = () => Promise.all([me.refetch(), pageConfig.refetch()])
    return (
      <main className="notice" role="alert">
        <h1>We can’t reach Harbor Bank</h1>
        <p>Check that the demo is still running, then try again.</p>
        <button className="button" type="button" onClick={() => void tryAgain()}>
          Try again
        </button>
      </main>
    )
  }
  if (me.data === null) {
    return <SignInPage />
  }
  // The key removes everything of one person before the next signs in.
  return <SignedIn key={me.data.id} me={me.data} pageConfig={pageConfig.data} />
}
