import { queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { Me } from '../../account-contract.ts'
import type { AccountRoutes } from '../../server/account-routes.ts'

const api = hc<AccountRoutes>('/api')

/** Who is signed in; `null` for nobody. */
export const meQueryOptions = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me | null> => parseResponse(api.me.$get()),
})

export function signIn(personId: string): Promise<unknown> {
  return parseResponse(api['sign-in'].$post({ json: { personId } }))
}

export function signOut(): Promise<unknown> {
  return parseResponse(api['sign-out'].$post())
}
