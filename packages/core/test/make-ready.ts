import { expect } from 'vitest'
import type { InquiryFlow } from '../src/flow/inquiry-flow.ts'
import type { FakeClient, FakeSdk } from './fake-sdk.ts'

/** Waits for the widget of a flow with this number, from 0, and makes it ready. */
export async function makeReady(flow: InquiryFlow, sdk: FakeSdk, index = 0): Promise<FakeClient> {
  await expect.poll(() => sdk.clients.length).toBeGreaterThan(index)
  const made = sdk.clients[index]
  if (made === undefined) throw new Error('The widget is gone.')
  made.options.onReady?.()
  expect(flow.getState().status).toBe('open')
  return made
}
