import { expect, test } from 'vitest'
import { cameBack, comeBackByHand } from '../testing/come-back.ts'
import { reactPage } from '../testing/react-page.ts'

test('persona-react completes a flow after a recovery by hand, by its property `host`', async () => {
  const story = await comeBackByHand({
    files: reactPage(),
    host: ({ customHost }) => ({ host: customHost }),
  })
  expect(story).toEqual(cameBack)
})
