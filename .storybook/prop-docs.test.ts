import type { ResumableInquiryOptions, ResumableInquiryProps } from '@resumable-inquiry/react'
import { describe, expect, test } from 'vitest'
import { type PropDoc, readPropDocs } from './prop-docs.ts'

type OptionName = keyof ResumableInquiryOptions

// The compiler compares these with the types, both ways; the tests compare them with the tables.
const options: Record<OptionName, true> = {
  browserCheck: true,
  customHost: true,
  endpoint: true,
  eventsAllowlist: true,
  fetchSession: true,
  frameAncestors: true,
  frameHeight: true,
  frameWidth: true,
  iframeTitle: true,
  inquiryId: true,
  language: true,
  loadSdk: true,
  messages: true,
  messageTargetOrigin: true,
  navigationPadding: true,
  nonce: true,
  onCancel: true,
  onComplete: true,
  onError: true,
  onEvent: true,
  onInquiryChange: true,
  onOpenChange: true,
  onReady: true,
  onRecover: true,
  onStateChange: true,
  presentation: true,
  recovery: true,
  routingCountry: true,
  sandboxAttributes: true,
  serverOutageMode: true,
  styleVariant: true,
  themeSetId: true,
  timeouts: true,
  widgetPadding: true,
}
const componentOnly: Record<Exclude<keyof ResumableInquiryProps, OptionName>, true> = {
  appearance: true,
  defaultOpen: true,
  error: true,
  loading: true,
  open: true,
}

const docs = readPropDocs()
const namesOf = (rows: readonly PropDoc[]) => rows.map(({ name }) => name).sort()
const find = (name: keyof ResumableInquiryProps) =>
  docs.ResumableInquiryProps.find((row) => row.name === name)

describe('the tables of props', () => {
  test('have a row for each prop of the component, and no other', () => {
    const names = Object.keys({ ...options, ...componentOnly }).sort()
    expect(namesOf(docs.ResumableInquiryProps)).toEqual(names)
  })

  test('have a row for each option of the hook, and no other', () => {
    expect(namesOf(docs.ResumableInquiryOptions)).toEqual(Object.keys(options).sort())
  })

  test('say what each one is and does', () => {
    const rows = Object.values(docs).flat()
    expect(rows.filter(({ type, description }) => !type || !description)).toEqual([])
  })

  test('show a type as its values, as the source spells it, or with what is in it', () => {
    expect(find('presentation')).toMatchObject({
      type: "'modal' | 'inline'",
      control: ['modal', 'inline'],
    })
    expect(find('onReady')?.type).toBe('(event: { inquiryId: string }) => void')
    expect(find('timeouts')?.type).toBe('{ session?: number; frame?: number }')
    expect(find('timeouts')?.typeDeclaration).toContain('@default 15_000')
    expect(find('loading')?.typeDeclaration).toContain('type Slot<State')
  })

  test('take the default from the doc comment, where there is one', () => {
    expect(find('presentation')?.defaultValue).toBe("'modal'")
    expect(find('browserCheck')?.defaultValue).toBe('true')
    expect(find('inquiryId')?.defaultValue).toBeUndefined()
  })
})
