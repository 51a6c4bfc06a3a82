import { expect } from 'vitest'

/** Vitest's matchers without their type `any`. */
export const anyText: unknown = expect.any(String)
export const anyNumber: unknown = expect.any(Number)

export function textWith(part: string): unknown {
  return expect.stringContaining(part)
}

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

export function objectWith(part: object): unknown {
  return expect.objectContaining(part)
}

export function textOtherThan(text: string): unknown {
  return expect.not.stringMatching(text)
}
