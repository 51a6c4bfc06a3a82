import { describe, expect, test } from 'vitest'
import { recovered, recoverByHand, type SdkUnderTest } from '../testing/recover-by-hand.ts'
import { modulePage, scriptPage } from '../testing/host-files.ts'
import { openHostPage } from '../testing/host-page.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { untilStep } from '../testing/walk-through.ts'
import { payloadsOf } from '../testing/widget-visit.ts'

const sdks: [string, () => SdkUnderTest][] = [
  [
    // Its only local address is http://localhost:3000.
    'SDK 5.0, by `host: "development"` on port 3000',
    () => ({
      files: scriptPage('persona-5.0'),
      emulator: { port: 3000 },
      host: () => ({ host: 'development' }),
    }),
  ],
  [
    'SDK 5.5, by `host`',
    () => ({
      files: scriptPage('persona-5.5'),
      host: ({ customHost }) => ({ host: customHost }),
    }),
  ],
  [
    'SDK 5.9, by `customHost`',
    () => ({
      files: modulePage(),
      host: ({ customHost }) => ({ customHost }),
    }),
  ],
]

describe.each(sdks)('%s', (_, sdk) => {
  test('completes a flow after a recovery by hand', async () => {
    expect(await recoverByHand(sdk())).toEqual(recovered)
  })

  test('creates an inquiry from a template and cancels it', async () => {
    const { files, emulator, host: target } = sdk()
    const { persona } = await useEmulator(emulator)
    const host = await openHostPage({ files })
    await host.open({
      templateId: persona.templateId,
      referenceId: 'ada',
      fields: { nameFirst: 'Ada' },
      ...target(persona),
    })
    await untilStep(host.widget, 'consent')
    await host.cancel(true)
    await expect.poll(() => payloadsOf(host, 'cancel')).toHaveLength(1)
    const [inquiry] = persona.inquiries()
    expect(inquiry).toMatchObject({ referenceId: 'ada', answers: { 'name-first': 'Ada' } })
    expect(payloadsOf(host, 'cancel')).toMatchObject([{ inquiryId: inquiry?.id }])
  })
})
