import { expect, test } from 'vitest'
import { isVisibleEvent, withoutSecrets } from './notify-host.ts'

test.each([
  ['country-select', undefined, true],
  ['click', undefined, false],
  ['form-update', undefined, false],
  ['step-transitioning', undefined, false],
  ['click', 'all', true],
  ['country-select', ['click'], false],
  ['click', ['click'], true],
  ['country-select', [], false],
] as const)('%s is visible under %j: %j', (name, allowlist, isVisible) => {
  expect(isVisibleEvent(name, allowlist)).toBe(isVisible)
})

test.each(['sessionToken', 'fields', 'scopes'])('removes %s at every depth', (key) => {
  const secret = { [key]: 'hidden' }
  expect(
    withoutSecrets({
      ...secret,
      inquiryId: 'inq_test',
      step: { ...secret, name: 'selfie' },
      tries: [{ ...secret, number: 1 }, [secret]],
    }),
  ).toEqual({
    inquiryId: 'inq_test',
    step: { name: 'selfie' },
    tries: [{ number: 1 }, [{}]],
  })
})

test('keeps everything else', () => {
  const metadata = { name: 'selfie', count: 0, isLast: false, error: null, list: ['a', 1] }
  expect(withoutSecrets(metadata)).toEqual(metadata)
})

test('does not change its argument', () => {
  const metadata = { sessionToken: 'hidden', step: { fields: {} } }
  withoutSecrets(metadata)
  expect(metadata).toEqual({ sessionToken: 'hidden', step: { fields: {} } })
})
