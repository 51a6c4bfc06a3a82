import { expect, test, vi } from 'vitest'
import { cameBack, comeBackByHand } from '../testing/come-back.ts'
import { useChromium } from '../testing/host-page.ts'
import { reactPage } from '../testing/react-page.ts'

const browser = await useChromium()

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

test('persona-react completes a flow after a recovery by hand, by its property `host`', async () => {
  const story = await comeBackByHand(browser, {
    files: reactPage(),
    host: ({ customHost }) => ({ host: customHost }),
  })
  expect(story).toEqual(cameBack)
})
