import { queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { AccountRoutes } from '../../server/account-routes.ts'

const api = hc<AccountRoutes>('/api')

/** Query for the page's configuration, which never changes. */
export const pageConfigQueryOptions = queryOptions({
  queryKey: ['page-config'],
  queryFn: () => parseResponse(api.config.$get()),
  staleTime: Number.POSITIVE_INFINITY,
})
