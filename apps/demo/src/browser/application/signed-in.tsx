import { createInquiryClient, InquiryProvider } from '@resumable-inquiry/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me, PageConfig } from '../../account-contract.ts'
import { cacheMe, signOut } from './account.ts'
import { Brand } from './brand.tsx'
import { navigate, type Path, paths, usePath } from './navigation.ts'
import { OverviewPage } from './overview-page.tsx'
import { TransferLimitPage } from './transfer-limit-page.tsx'

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

  const signingOut = useMutation({
    mutationFn: signOut,
    onSuccess() {
      client.clear()
      queryClient.removeQueries({ queryKey: ['resumable-inquiry'] })
      cacheMe(queryClient, null)
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
          <PageLink to={paths.transferLimit} current={path}>
            Transfer limit
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
      {path === paths.transferLimit ? <TransferLimitPage {...page} /> : <OverviewPage {...page} />}
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
