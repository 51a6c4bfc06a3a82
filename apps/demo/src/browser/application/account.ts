import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { Me } from '../../account-contract.ts'
import type { AccountRoutes } from '../../server/account-routes.ts'

const api = hc<AccountRoutes>('/api')

// How soon the page shows what Persona has told the bank.
const pollingInterval = 2_000

/** Who is signed in; `null` for nobody. */
export const meQueryOptions = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me | null> => parseResponse(api.me.$get()),
  refetchInterval: ({ state }) => (state.data ? pollingInterval : false),
})

/** Puts what the page knows better in place of whatever is under way. */
export function rememberMe(queryClient: QueryClient, me: Me | null): void {
  void queryClient.cancelQueries(meQueryOptions)
  queryClient.setQueryData(meQueryOptions.queryKey, me)
}

export function signIn(personId: string): Promise<unknown> {
  return parseResponse(api['sign-in'].$post({ json: { personId } }))
}

export function signOut(): Promise<unknown> {
  return parseResponse(api['sign-out'].$post())
}
