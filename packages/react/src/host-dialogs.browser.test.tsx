import { Dialog, DialogPanel, DialogTitle } from '@headlessui/react'
import { type ReactNode, useInsertionEffect } from 'react'
import { afterEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { setUp } from './testing/set-up.ts'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
import { type ResumableInquiryOptions, useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

let flow: ResumableInquiryFlow | undefined

/** A host that shows a dialog of its own while the flow loads. */
function Host(options: ResumableInquiryOptions): ReactNode {
  const handle = useResumableInquiry(options)
  useInsertionEffect(() => {
    flow = handle
  }, [handle])
  return (
    <>
      <button type="button" onClick={handle.open}>
        Verify
      </button>
      <Dialog open={handle.state.status === 'loading'} onClose={() => {}}>
        <DialogPanel>
          <DialogTitle>Getting ready</DialogTitle>
        </DialogPanel>
      </Dialog>
      <output>{handle.state.status}</output>
    </>
  )
}

test("the page is inert while the flow is open, even if the host's dialog closes meanwhile, and not after", async () => {
  const { props, widget } = setUp({ script: () => {} })
  await render(<Host {...props} inquiryId="inq_a" />)
  const button = page.getByRole('button', { name: 'Verify' })
  await button.click()
  const { ready } = await widget(0)
  await expect.element(page.getByRole('dialog', { name: 'Getting ready' })).toBeVisible()

  ready()
  await expect.poll(() => flow?.state.status).toBe('open')
  await expect.poll(() => document.querySelector('[data-headlessui-portal]')).toBeNull()
  const root = document.querySelector('output')?.closest('body > *')
  await expect.poll(() => root?.hasAttribute('inert')).toBe(true)
  const iframe = document.querySelector('iframe')
  await expect.poll(() => document.activeElement).toBe(iframe)
  document.querySelector('button')?.focus()
  expect(document.activeElement).toBe(iframe)
  expect(getComputedStyle(document.documentElement).overflowY).toBe('hidden')

  flow?.close()
  await expect.poll(() => getComputedStyle(document.documentElement).overflowY).not.toBe('hidden')
  expect(document.querySelectorAll('[inert]')).toHaveLength(0)
  await button.click()
  await widget(1)
})
