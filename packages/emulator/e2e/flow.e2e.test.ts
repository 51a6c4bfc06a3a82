import { expect, test } from 'vitest'
import { anyNumber } from '../testing/matchers.ts'
import { namesOf, payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

const chatter = /^event:(click|form-update|page-change|step-transitioning)$/

test('the SDK opens a created inquiry and completes it', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget()
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await press(widget, 'Continue')
  await widget.getByLabel('First name').fill('Ada')
  await widget.getByLabel('Last name').fill('Lovelace')
  await widget.getByLabel('Date of birth').fill('1990-12-10')
  await press(widget, 'Continue')
  await press(widget, 'Use sample document')
  await press(widget, 'Continue')
  await press(widget, 'Use sample selfie')
  await press(widget, 'Continue')
  await screen(widget, 'Check your answers').waitFor()
  await press(widget, 'Continue')
  await press(widget, 'Done')
  await expect.poll(() => payloadsOf(host, 'complete')).toHaveLength(1)

  expect(namesOf(host.callbacks).filter((name) => !chatter.test(name))).toEqual([
    'event:load',
    'load',
    'event:inquiry-load',
    'event:ready',
    'ready',
    'event:start',
    'event:document-camera-capture',
    'event:documents-save-successful',
    'event:verification-change',
    'event:selfie-camera-capture',
    'event:selfie-record-upload',
    'event:verification-change',
    'event:success',
    'event:complete',
    'complete',
  ])
  expect(payloadsOf(host, 'complete')).toMatchObject([
    { inquiryId, status: 'completed', fields: { 'name-first': { type: 'string', value: 'Ada' } } },
  ])
  expect(payloadsOf(host, 'event:start')).toEqual([{ inquiryId }])
  expect(persona.inquiries()).toMatchObject([{ status: 'completed' }])
  expect(persona.sessions(inquiryId)).toMatchObject([{ createdBy: 'widget', loadedByWidget: 1 }])
  expect(persona.calls({ inquiryId, operation: 'resume' })).toEqual([])
  expect(host.uncaught).toEqual([])
})

test('posts each screen, each press and each change to the page, but no answer', async () => {
  const { host, widget, open } = await visitWidget({ step: 'details' })
  await open()
  await widget.getByLabel('First name').fill('Grace')
  await widget.getByLabel('Last name').fill('Hopper')
  await widget.getByLabel('Date of birth').fill('1906-12-09')
  await press(widget, 'Continue')
  await press(widget, 'Passport')
  await screen(widget, 'Photo of your passport').waitFor()
  const pages = () => payloadsOf(host, 'event:page-change')
  await expect.poll(pages).toHaveLength(3)
  expect(pages()).toMatchObject([
    { name: 'details', nameDisplay: 'Your details', path: '/inquiry/details' },
    { name: 'document', metadata: { pageHeight: anyNumber } },
    { name: 'document-photo', path: '/inquiry/document-photo' },
  ])
  expect(payloadsOf(host, 'event:form-update')).toContainEqual({
    step: 'details',
    field: 'name-first',
  })
  expect(payloadsOf(host, 'event:click')).toContainEqual({ step: 'document', name: 'Passport' })
  expect(payloadsOf(host, 'event:step-transitioning')).toEqual([{ step: 'details' }])
  expect(JSON.stringify(host.callbacks)).not.toContain('Grace')
})

test('the sandbox toggle makes the person fail', async () => {
  const { host, widget, open } = await visitWidget({ step: 'review' })
  await open()
  await widget.getByLabel('Fail').check()
  await press(widget, 'Continue')
  await screen(widget, 'We could not verify you').waitFor()
  await press(widget, 'Done')
  await expect.poll(() => payloadsOf(host, 'complete')).toMatchObject([{ status: 'failed' }])
  expect(payloadsOf(host, 'event:fail')).toHaveLength(1)
  expect(payloadsOf(host, 'event:success')).toEqual([])
})

test('pressing Done more than once finishes once', async () => {
  const { host, widget, open } = await visitWidget({ step: 'review' })
  await open()
  await press(widget, 'Continue')
  // The SDK hides the frame at once, but a second press may come before that.
  const done = widget.locator('button', { hasText: 'Done' })
  for (let presses = 0; presses < 3; presses += 1) await done.dispatchEvent('click')
  await expect.poll(() => payloadsOf(host, 'event:click').filter(isAtEnd)).toHaveLength(3)
  expect(payloadsOf(host, 'complete')).toHaveLength(1)
})

function isAtEnd(metadata: unknown): boolean {
  return JSON.stringify(metadata).includes('"step":"done"')
}

test('a pending inquiry opens at the saved step with its answers', async () => {
  const { widget, open } = await visitWidget({ step: 'document' })
  await open()
  await screen(widget, 'Add your ID').waitFor()
  await press(widget, 'Back')
  expect(await widget.getByLabel('Last name').inputValue()).toBe('Lovelace')
  expect(await widget.getByRole('main').getAttribute('data-step')).toBe('details')
})

test('editing an answer in the review returns to the review', async () => {
  const { persona, widget, open } = await visitWidget({ step: 'review' })
  await open()
  await press(widget, 'Edit: Your details')
  await widget.getByLabel('First name').fill('Grace')
  await press(widget, 'Continue')
  await screen(widget, 'Check your answers').waitFor()
  expect(await widget.locator('dd').first().textContent()).toBe('Grace')
  expect(persona.inquiries()).toMatchObject([{ answers: { 'name-first': 'Grace' } }])
})

test('each missing field has an error, and the first one gets the focus', async () => {
  const { widget, open } = await visitWidget({ step: 'details' })
  await open()
  await widget.getByLabel('First name').fill('')
  await widget.getByLabel('Date of birth').fill('')
  await press(widget, 'Continue')
  const field = widget.getByLabel('First name')
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  const description = `#${await field.getAttribute('aria-describedby')}`
  expect(await widget.locator(description).textContent()).toBe('First name is missing.')
  expect(await widget.locator(':focus').getAttribute('name')).toBe('name-first')
  expect(await widget.getByRole('alert').textContent()).toBe('Some answers need your attention.')
})

test('keeps the answers on the screen while the network is cut', async () => {
  const { persona, host, widget, open } = await visitWidget({ step: 'document' })
  await open()
  await press(widget, 'Use sample document')
  persona.simulate.cutNetwork()
  await press(widget, 'Continue')
  await expect.poll(() => widget.getByRole('alert').textContent()).toContain('No connection')
  expect(payloadsOf(host, 'error')).toEqual([])
  expect(payloadsOf(host, 'event:documents-save-fail')).toHaveLength(1)
  persona.simulate.restoreNetwork()
  await press(widget, 'Continue')
  await screen(widget, 'Take a selfie').waitFor()
})

test('moves the focus to the heading of a new screen', async () => {
  const { widget, open } = await visitWidget({ step: 'document' })
  await open()
  await press(widget, 'Passport')
  const focused = widget.locator(':focus')
  await expect.poll(() => focused.textContent()).toBe('Photo of your passport')
})

test('shows the fields of the template, prefilled with the known answers', async () => {
  const { persona, host, widget, customHost } = await visitWidget({
    template: {
      name: 'Sign-up',
      steps: [
        {
          name: 'sign-up',
          type: 'form',
          title: 'About you',
          fields: [
            { name: 'email-address', label: 'E-mail', type: 'email', required: true },
            { name: 'invoices-to', label: 'Invoices to', type: 'email' },
            {
              name: 'plan',
              label: 'Plan',
              type: 'select',
              options: [
                { value: 'small', label: 'Small' },
                { value: 'large', label: 'Large' },
              ],
            },
          ],
        },
        { name: 'end', type: 'done', title: 'Welcome' },
      ],
    },
  })
  const { templateId } = persona
  const fields = { emailAddress: 'ada@example.com' }
  await host.open({ templateId, customHost, fields, referenceId: 'ada' })
  await screen(widget, 'About you').waitFor()
  expect(await widget.getByLabel('E-mail').inputValue()).toBe('ada@example.com')
  await widget.getByLabel('Plan').selectOption('Large')
  await widget.getByLabel('Invoices to').fill('nobody')
  await press(widget, 'Continue')
  await widget.getByText('Invoices to is not right.', { exact: true }).waitFor()
  await widget.getByLabel('Invoices to').fill('')
  await press(widget, 'Continue')
  await screen(widget, 'Welcome').waitFor()
  await press(widget, 'Done')
  await expect
    .poll(() => payloadsOf(host, 'complete'))
    .toMatchObject([
      {
        fields: {
          'email-address': { type: 'string', value: 'ada@example.com' },
          plan: { type: 'choices', value: 'large' },
        },
      },
    ])
  expect(persona.inquiries().at(-1)).toMatchObject({
    status: 'completed',
    referenceId: 'ada',
    step: 'end',
    answers: { 'email-address': 'ada@example.com', plan: 'large' },
  })
})
