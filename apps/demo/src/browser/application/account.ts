import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { Me } from '../../account-contract.ts'
import type { AccountRoutes } from '../../server/account-routes.ts'

const api = hc<AccountRoutes>('/api')

// Milliseconds until the page shows what Persona's events have changed.
const pollingInterval = 2_000

/** Query for the signed-in person; `null` when signed out. */
export const meQueryOptions = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me | null> => parseResponse(api.me.$get()),
  refetchInterval: ({ state }) => (state.data ? pollingInterval : false),
})

/** Replaces the cached person, and drops a request that is under way. */
export function cacheMe(queryClient: QueryClient, me: Me | null): void {
  void queryClient.cancelQueries(meQueryOptions)
  queryClient.setQueryData(meQueryOptions.queryKey, me)
}

export function signIn(personId: string): Promise<unknown> {
  return parseResponse(api['sign-in'].$post({ json: { personId } }))
}

export function signOut(): Promise<unknown> {
  return parseResponse(api['sign-out'].$post())
}
