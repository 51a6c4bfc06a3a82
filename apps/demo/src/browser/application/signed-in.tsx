import { createInquiryClient, InquiryProvider } from '@resumable-inquiry/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Me, PageConfig } from '../../account-contract.ts'
import { report } from '../playground-messages.ts'
import { cacheMe, signOut } from './account.ts'
import { Brand } from './brand.tsx'
import { navigate, type Path, paths, reportPath, usePath } from './navigation.ts'
import { OverviewPage } from './overview-page.tsx'
import { CustomUiPage } from './custom-ui-page.tsx'

interface SignedInProps {
  me: Me
  pageConfig: PageConfig
}

/** The bank as one person sees it. */
export function SignedIn({ me, pageConfig }: SignedInProps) {
  // One client per person, so that cached sessions end with it.
  const [client] = useState(() => createInquiryClient({ endpoint: '/api/inquiries' }))
  const queryClient = useQueryClient()
  const path = usePath()
  useEffect(() => reportPath(path), [path])

  const signingOut = useMutation({
    mutationFn: signOut,
    onSuccess() {
      client.clear()
      queryClient.removeQueries({ queryKey: ['resumable-inquiry'] })
      cacheMe(queryClient, null)
      report({ kind: 'signed_in_or_out' })
    },
  })

  const page = { me, customHost: pageConfig.customHost }
  return (
    <InquiryProvider client={client}>
      <header className="bank-header">
        <Brand />
        <nav aria-label="Pages">
          <PageLink to={paths.overview} current={path}>
            Overview
          </PageLink>
          <PageLink to={paths.customUi} current={path}>
            With a custom UI
          </PageLink>
        </nav>
        <div className="account">
          <span>
            {me.firstName} {me.lastName}
          </span>
          <button
            className="button quiet-button"
            type="button"
            disabled={signingOut.isPending}
            onClick={() => signingOut.mutate()}
          >
            Sign out
          </button>
        </div>
      </header>
      {path === paths.customUi ? <CustomUiPage {...page} /> : <OverviewPage {...page} />}
    </InquiryProvider>
  )
}

interface PageLinkProps {
  to: Path
  current: Path
  children: string
}

function PageLink({ to, current, children }: PageLinkProps) {
  return (
    <a
      href={to}
      aria-current={to === current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </a>
  )
}
