import { queryOptions } from '@tanstack/react-query'
import { hc, parseResponse } from 'hono/client'
import type { Knob, PanelState } from '../../panel-contract.ts'
import type { PanelRoutes } from '../../server/panel-routes.ts'

const api = hc<PanelRoutes>('/api/panel')

/** What the emulator knows about the signed-in person's inquiry; `null` while nobody is signed in. */
export const panelQueryOptions = queryOptions({
  queryKey: ['panel'],
  queryFn: (): Promise<PanelState | null> => parseResponse(api.index.$get()),
  refetchInterval: 1_000,
})

/** Turns a knob. @throws when it cannot be turned now; the message says why. */
export async function turnKnob(knob: Knob): Promise<PanelState> {
  const response = await api[':knob'].$post({ param: { knob } })
  const answer = await response.json()
  if ('error' in answer) throw new Error(answer.error)
  return answer
}
