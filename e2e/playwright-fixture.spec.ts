import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { expect, test as base } from '@playwright/test'
import {
  type PersonaFixture,
  type PersonaFixtures,
  personaFixtures,
} from '@resumable-inquiry/emulator/playwright'

async function createInquiry({ apiUrl, apiKey, templateId }: PersonaFixture): Promise<string> {
  const response = await fetch(`${apiUrl}/inquiries`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: { attributes: { 'inquiry-template-id': templateId } } }),
  })
  const { data } = (await response.json()) as { data: { id: string } }
  return data.id
}

/** A host's page that says what it hears from the widget. */
function pageOf({ customHost, origin }: PersonaFixture, inquiryId: string): string {
  return `<!doctype html>
    <output></output>
    <script src="${origin}/dist/persona-v5.9.0.js"></script>
    <script>
      const say = (text) => { document.querySelector('output').textContent = text }
      const client = new Persona.Client({
        ...${JSON.stringify({ inquiryId, customHost })},
        onReady: () => client.open(),
        onComplete: ({ status }) => say(status),
        onError: ({ code }) => say(code),
      })
    </script>`
}

const test = base.extend<PersonaFixtures & { inquiryId: string }>({
  ...personaFixtures,
  inquiryId: async ({ page, persona }, use) => {
    const inquiryId = await createInquiry(persona)
    const html = pageOf(persona, inquiryId)
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end(html)
    }).listen(0)
    await once(server, 'listening')
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}`)
    await use(inquiryId)
    server.close()
  },
})

test('completes the flow from the step that the widget shows', async ({
  page,
  persona,
  inquiryId,
}) => {
  await persona.widget.getByRole('button', { name: 'Continue' }).click()
  await persona.widget.getByLabel('First name').fill('Grace')
  await persona.completeFlow()
  await expect(page.locator('output')).toHaveText('completed')
  expect(persona.inquiries()).toMatchObject([
    { id: inquiryId, status: 'completed', answers: { 'name-first': 'Grace' } },
  ])
})

test('kills the session now', async ({ page, persona, inquiryId }) => {
  await persona.widget.getByRole('button', { name: 'Continue' }).click()
  await persona.killSession()
  await expect(page.locator('output')).toHaveText('unauthenticated')
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired' }])
})

test('expires the inquiry', async ({ persona, inquiryId }) => {
  await persona.expireInquiry()
  expect(persona.inquiries()).toMatchObject([{ id: inquiryId, status: 'expired' }])
})

test.describe('with another template', () => {
  test.use({
    personaOptions: {
      template: {
        name: 'Questions',
        steps: [
          {
            name: 'questions',
            type: 'form',
            title: 'Questions',
            fields: [
              { name: 'email-address', label: 'Email', type: 'email', required: true },
              { name: 'birthdate', label: 'Birthday', type: 'date', required: true },
              { name: 'nickname', label: 'Nickname', type: 'text' },
              {
                name: 'color',
                label: 'Color',
                type: 'select',
                required: true,
                options: [{ value: 'red', label: 'Red' }],
              },
            ],
          },
          { name: 'end', type: 'done', title: 'Thank you' },
        ],
      },
    },
  })

  test('fills in what its forms require', async ({ page, persona, inquiryId }) => {
    await persona.completeFlow()
    await expect(page.locator('output')).toHaveText('completed')
    expect(persona.inquiries()).toMatchObject([{ id: inquiryId, answers: { color: 'red' } }])
  })
})
