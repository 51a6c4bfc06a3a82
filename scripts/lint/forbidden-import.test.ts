import { describe, expect, test } from 'vitest'
import { forbiddenImport } from './forbidden-import.ts'

const forbidden: [file: string, specifier: string, reason: RegExp][] = [
  ['packages/core/src/index.ts', '@resumable-inquiry/react', /stands on no other package/],
  ['packages/core/src/index.ts', '@resumable-inquiry/core', /stands on no other package/],
  ['packages/react/src/index.ts', '@resumable-inquiry/server', /@resumable-inquiry\/core/],
  ['packages/react/test/fake-sdk.ts', '@resumable-inquiry/emulator', /may import/],
  ['packages/server/src/index.ts', '@resumable-inquiry/core', /core\/wire/],
  ['packages/emulator/src/index.ts', '@resumable-inquiry/core/wire', /stands on no other package/],
  ['apps/demo/src/main.tsx', '@resumable-inquiry/core', /may import/],
  ['packages/core/src/wire/problem.ts', '../errors.ts', /nothing outside itself/],
  ['packages/core/src/wire/problem.ts', 'persona', /nothing outside itself/],
  ['packages/core/src/wire/problem.ts', 'node:url', /nothing outside itself/],
  [
    'packages/server/src/index.ts',
    '../../core/src/wire/index.ts',
    /must not leave packages\/server/,
  ],
  ['packages/server/src/index.test.ts', '../../emulator/src/index.ts', /must not leave/],
  ['e2e/recovery.spec.ts', '../packages/react/src/index.ts', /must not leave e2e/],
  ['.storybook/preview.tsx', '../packages/react/src/styles.css', /must not leave .storybook/],
  ['vite.config.ts', './packages/emulator/src/index.ts', /must not leave the root/],
]

const allowed: [file: string, specifier: string][] = [
  ['packages/core/src/index.ts', './wire/index.ts'],
  ['packages/core/src/index.ts', 'persona'],
  ['packages/core/src/wire/problem.ts', './is-record.ts'],
  ['packages/core/src/wire/problem.test.ts', 'vitest'],
  ['packages/react/src/index.ts', '@resumable-inquiry/core'],
  ['packages/server/src/index.ts', '@resumable-inquiry/core/wire'],
  ['packages/server/src/handler.test.ts', '@resumable-inquiry/emulator'],
  ['packages/react/src/card.browser.test.tsx', '@resumable-inquiry/server'],
  ['packages/react/stories/card.stories.tsx', '@resumable-inquiry/emulator'],
  ['packages/react/stories/examples/card.tsx', '@resumable-inquiry/react'],
  ['apps/demo/src/main.tsx', '@resumable-inquiry/react/styles.css'],
  ['apps/demo/vite.config.ts', './src/main.tsx'],
  ['e2e/recovery.spec.ts', '@resumable-inquiry/core'],
  ['.storybook/main.ts', '@resumable-inquiry/emulator'],
  ['vite.config.ts', 'vitest/config'],
]

describe('forbiddenImport', () => {
  test.each(forbidden)('%s may not import %s', (file, specifier, reason) => {
    expect(forbiddenImport(file, specifier)).toMatch(reason)
  })

  test.each(allowed)('%s may import %s', (file, specifier) => {
    expect(forbiddenImport(file, specifier)).toBeUndefined()
  })
})
