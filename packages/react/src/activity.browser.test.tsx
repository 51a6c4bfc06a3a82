import { createInquiryClient } from '@resumable-inquiry/core'
import { Activity, StrictMode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import {
  Component,
  getFlow,
  Hook,
  interfaces,
  openFlow,
  recordCallbacks,
  stateIs,
} from '../test/interfaces.tsx'
import { nextTask, setUp } from '../test/set-up.ts'

afterEach(() => cleanup())

describe.each(Object.keys(interfaces))('in an Activity, the %s', (name) => {
  const Flow = interfaces[name] ?? Component

  test('ends without a callback when hidden, and opens again with the same session', async () => {
    const { props, sdk, backEnd, widget } = setUp()
    const { calls, callbacks } = recordCallbacks()
    const states: string[] = []
    const host = (mode: 'visible' | 'hidden') => (
      <StrictMode>
        <Activity mode={mode}>
          <Flow
            {...props}
            {...callbacks}
            inquiryId="inq_a"
            onStateChange={({ status }) => states.push(status)}
          />
        </Activity>
      </StrictMode>
    )
    const { rerender } = await render(host('visible'))
    openFlow(name)
    await widget(0)
    await stateIs('open')
    states.length = 0

    await rerender(host('hidden'))
    await expect.poll(() => sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false])
    expect(document.querySelectorAll('[inert]')).toHaveLength(0)
    expect(calls).toEqual([])
    expect(states).toEqual([])

    await rerender(host('visible'))
    expect((await widget(1)).options.sessionToken).toBe('token-0')
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
    expect(calls).toEqual([])
  })

  test('stays closed when the person had canceled before it was hidden', async () => {
    const { props, sdk, widget } = setUp()
    const host = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <Flow {...props} inquiryId="inq_a" />
      </Activity>
    )
    const { rerender } = await render(host('visible'))
    openFlow(name)
    ;(await widget(0)).cancel()
    await stateIs('idle')
    await rerender(host('hidden'))
    await rerender(host('visible'))
    await nextTask()
    await stateIs('idle')
    expect(sdk.widgets).toHaveLength(1)
  })

  test('stays closed when the person has signed out meanwhile', async () => {
    const { sdk, backEnd, widget } = setUp()
    const client = createInquiryClient({ fetchSession: backEnd.fetchSession })
    const host = (mode: 'visible' | 'hidden') => (
      <InquiryProvider client={client}>
        <Activity mode={mode}>
          <Flow loadSdk={sdk.loadSdk} inquiryId="inq_a" />
        </Activity>
      </InquiryProvider>
    )
    const { rerender } = await render(host('visible'))
    openFlow(name)
    await widget(0)
    await stateIs('open')
    await rerender(host('hidden'))
    client.clear()
    await rerender(host('visible'))
    await nextTask()
    await stateIs('idle')
    expect(backEnd.requests).toHaveLength(1)
  })
})

test('a component that is closed while its Activity is hidden stays closed', async () => {
  const { props, sdk, widget } = setUp()
  const host = (mode: 'visible' | 'hidden', open: boolean) => (
    <Activity mode={mode}>
      <ResumableInquiry {...props} inquiryId="inq_a" open={open} />
    </Activity>
  )
  const { rerender } = await render(host('visible', true))
  await widget(0)
  await stateIs('open')
  await rerender(host('hidden', true))
  await rerender(host('hidden', false))
  await rerender(host('visible', false))
  await nextTask()
  await stateIs('idle')
  expect(sdk.widgets).toHaveLength(1)
})

test('a flow that is closed while its Activity is hidden stays closed', async () => {
  const { props, sdk, widget } = setUp()
  const host = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Hook {...props} inquiryId="inq_a" />
    </Activity>
  )
  const { rerender } = await render(host('visible'))
  getFlow()?.open()
  await widget(0)
  await stateIs('open')
  await rerender(host('hidden'))
  getFlow()?.close()
  await rerender(host('visible'))
  await nextTask()
  await stateIs('idle')
  expect(sdk.widgets).toHaveLength(1)
})
