import { expect, test } from 'vitest'
import { simulateHerd } from './herd.ts'

test('a herd of returning people is spread out, and Persona refuses nobody', async () => {
  const people = 700
  const { recovered, calls, refused, minutes, leastMinutes } = await simulateHerd(people)
  expect({ recovered, calls, refused }).toEqual({ recovered: people, calls: people, refused: 0 })
  expect(minutes).toBeLessThan(leastMinutes * 1.1)
}, 60_000)
