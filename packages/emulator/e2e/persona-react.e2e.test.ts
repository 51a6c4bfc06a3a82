import { expect, test } from 'vitest'
import { recovered, recoverByHand } from '../testing/recover-by-hand.ts'
import { reactPage } from '../testing/react-page.ts'

test('persona-react completes a flow after a recovery by hand, by its property `host`', async () => {
  const result = await recoverByHand({
    files: reactPage(),
    host: ({ customHost }) => ({ host: customHost }),
  })
  expect(result).toEqual(recovered)
})
