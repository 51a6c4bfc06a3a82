import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { chromium } from '../testing/chromium.ts'
import {
  namesOf,
  payloadsOf,
  press,
  screen,
  visitWidget,
  type WidgetVisit,
} from '../testing/widget-visit.ts'

/** Hands over, and opens the link that is shown on another device. */
async function handOver({ widget }: WidgetVisit): Promise<Page> {
  await press(widget, 'Use another device')
  const link = await widget.getByLabel('Link', { exact: true }).inputValue()
  const telephone = await chromium.openPageElsewhere()
  await telephone.goto(link)
  return telephone
}

const pressOn = (telephone: Page, name: string) =>
  telephone.getByRole('button', { name, exact: true }).click()

const turns = ({ host }: WidgetVisit) =>
  namesOf(host.callbacks).filter((name) => name.startsWith('event:one-time-link'))

test('another device takes the photos, and the person continues on the first one', async () => {
  const visit = await visitWidget({ step: 'document' })
  const { persona, api, widget, inquiryId, open } = visit
  await open()
  const telephone = await handOver(visit)
  await pressOn(telephone, 'Use sample document')
  await widget.getByText('Your other device is connected').waitFor()
  await pressOn(telephone, 'Continue')
  await widget.getByText('Finish the photos there').waitFor()
  await pressOn(telephone, 'Use sample selfie')
  await pressOn(telephone, 'Continue')
  await telephone.getByRole('heading', { name: 'Thank you, you’re done here' }).waitFor()

  await screen(widget, 'Check your answers').waitFor()
  expect(await widget.getByText('sample-selfie.png').count()).toBe(1)
  await expect
    .poll(() => turns(visit))
    .toEqual(['event:one-time-link-sent', 'event:one-time-link-start', 'event:one-time-link-exit'])
  expect(persona.sessions(inquiryId)).toMatchObject([
    { createdBy: 'resume', loadedByWidget: 1 },
    { createdBy: 'widget', loadedByWidget: 1 },
  ])
  const { body } = await api.call('GET', `/inquiry-sessions/${persona.sessions(inquiryId)[1]?.id}`)
  expect(body).toMatchObject({ data: { attributes: { 'device-handoff-method': 'qr' } } })
})

test('a flow that ends on the other device ends on the first one too', async () => {
  const visit = await visitWidget({
    step: 'photo',
    template: {
      name: 'Photo only',
      steps: [
        { name: 'agree', type: 'consent', title: 'Before we begin' },
        { name: 'photo', type: 'selfie', title: 'A photo of you' },
        { name: 'end', type: 'done', title: 'Thank you' },
      ],
    },
  })
  const { persona, host, widget, inquiryId, open } = visit
  await open()
  const telephone = await handOver(visit)
  await pressOn(telephone, 'Use sample selfie')
  await pressOn(telephone, 'Continue')
  await telephone.getByRole('heading', { name: 'Thank you' }).waitFor()
  await screen(widget, 'Thank you').waitFor()
  await press(widget, 'Done')
  await expect
    .poll(() => payloadsOf(host, 'complete'))
    .toMatchObject([{ inquiryId, status: 'completed' }])
  expect(persona.inquiries()).toMatchObject([
    { status: 'completed', answers: { photo: 'sample-selfie.png' } },
  ])
})

test('the person can continue on this device', async () => {
  const visit = await visitWidget({ step: 'selfie' })
  const { widget, open } = visit
  await open()
  await press(widget, 'Use another device')
  await press(widget, 'Stay on this device')
  await screen(widget, 'Take a selfie').waitFor()
  await expect
    .poll(() => turns(visit))
    .toEqual(['event:one-time-link-sent', 'event:one-time-link-exit'])
})

test('a resume does not return the session of the other device', async () => {
  const visit = await visitWidget({ step: 'selfie' })
  const { persona, api, widget, inquiryId, open } = visit
  await open()
  await press(widget, 'Use another device')
  await widget.getByText('Waiting for your other device').waitFor()
  await api.resume(inquiryId)
  expect(persona.sessions(inquiryId)).toMatchObject([
    { createdBy: 'resume' },
    { createdBy: 'widget', status: 'new' },
    { createdBy: 'resume', status: 'new' },
  ])
})
