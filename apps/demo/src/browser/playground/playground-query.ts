import { queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { Control, PlaygroundState } from '../../playground-contract.ts'
import type { PlaygroundRoutes } from '../../server/playground-routes.ts'

const api = hc<PlaygroundRoutes>('/api/playground')

/** Query for what the emulator knows about the signed-in person's inquiry; `null` when signed out. */
export const playgroundQueryOptions = queryOptions({
  queryKey: ['playground'],
  queryFn: (): Promise<PlaygroundState | null> => parseResponse(api.index.$get()),
  refetchInterval: 1_000,
})

/**
 * Applies a control.
 *
 * @throws when that is not possible now; the message says why
 */
export async function applyControl(control: Control): Promise<PlaygroundState> {
  const response = await api[':control'].$post({ param: { control } })
  const body = await response.json()
  if ('error' in body) throw new Error(body.error)
  return body
}
