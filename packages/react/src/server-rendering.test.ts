/// <reference types="node" />
import { PassThrough } from 'node:stream'
import { createElement, lazy, type ReactElement, StrictMode, Suspense } from 'react'
import { renderToPipeableStream, renderToReadableStream, renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { getDefaultClient } from './default-client.ts'
import {
  createInquiryClient,
  InquiryProvider,
  ResumableInquiry,
  useResumableInquiry,
} from './index.ts'

const fetchSession = vi.fn<() => Promise<never>>()

/** What React and the packages say in the console. */
let noise: unknown[] = []
beforeEach(() => {
  noise = []
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...values) => noise.push(values))
  }
})
afterEach(() => vi.restoreAllMocks())

function Hook() {
  const { state, inquiryId } = useResumableInquiry({ fetchSession, inquiryId: 'inq_a' })
  return createElement('p', null, `${state.status} ${inquiryId}`)
}

const trees: [name: string, tree: ReactElement, html: string][] = [
  [
    'the component',
    createElement(ResumableInquiry, { fetchSession }),
    '<div class="resumable-inquiry" data-state="idle" hidden=""></div>',
  ],
  [
    'the component with an endpoint',
    createElement(ResumableInquiry, { endpoint: '/api' }),
    '<div class="resumable-inquiry" data-state="idle" hidden=""></div>',
  ],
  [
    'the inline component',
    createElement(ResumableInquiry, { fetchSession, presentation: 'inline' }),
    '<div class="resumable-inquiry" data-state="idle"></div>',
  ],
  ['the hook', createElement(Hook), '<p>idle inq_a</p>'],
  [
    'a provider with the hook',
    createElement(InquiryProvider, { client: createInquiryClient() }, createElement(Hook)),
    '<p>idle inq_a</p>',
  ],
]

test.each(trees)('renderToString renders %s, and requests no session', (_name, tree, html) => {
  expect(renderToString(createElement(StrictMode, null, tree))).toBe(html)
  expect(fetchSession).not.toHaveBeenCalled()
  expect(noise).toEqual([])
})

const streams: [
  name: string,
  render: (tree: ReactElement) => Promise<AsyncIterable<Uint8Array>>,
][] = [
  ['renderToPipeableStream', async (tree) => renderToPipeableStream(tree).pipe(new PassThrough())],
  ['renderToReadableStream', (tree) => renderToReadableStream(tree)],
]

async function readChunks(
  stream: AsyncIterable<Uint8Array>,
  onChunk: () => void = () => {},
): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of stream) {
    chunks.push(new TextDecoder().decode(chunk))
    onChunk()
  }
  return chunks
}

describe.each(streams)('%s', (_name, render) => {
  test.each(trees)('streams %s, and requests no session', async (_tree, tree, html) => {
    expect(await readChunks(await render(tree))).toEqual([html])
    expect(fetchSession).not.toHaveBeenCalled()
    expect(noise).toEqual([])
  })

  test.each(trees)('streams %s after the fallback of its boundary', async (_tree, tree, html) => {
    let load = () => {}
    const Late = lazy(
      () =>
        new Promise<{ default: () => ReactElement }>((resolve) => {
          load = () => resolve({ default: () => tree })
        }),
    )
    const boundary = createElement(Suspense, { fallback: 'Waiting' }, createElement(Late))
    const chunks = await readChunks(await render(createElement('main', null, boundary)), () =>
      load(),
    )
    const [shell = '', ...rest] = chunks
    expect(shell).toContain('Waiting')
    expect(rest.join('')).toContain(`<div hidden id="S:0">${html}</div>`)
    expect(fetchSession).not.toHaveBeenCalled()
    expect(noise).toEqual([])
  })
})

test('a server does not share a default client', () => {
  const options = { endpoint: '/api/inquiries' }
  expect(getDefaultClient(options)).not.toBe(getDefaultClient(options))
})
