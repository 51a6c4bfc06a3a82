import { record } from 'rrweb'
import { afterEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { ResumableInquiry } from './resumable-inquiry.tsx'

const sessionToken = 'a-token-that-is-recorded-nowhere'

afterEach(() => cleanup())

/** Waits for a frame whose address holds the token. Recorders see its address once it has loaded. */
async function loadedFrame(): Promise<HTMLIFrameElement> {
  const find = () => document.querySelector<HTMLIFrameElement>(`iframe[src*="${sessionToken}"]`)
  await expect.poll(() => find()?.contentDocument).toBeNull()
  const frame = find()
  if (frame === null) throw new Error('The frame is gone.')
  return frame
}

/** Waits until the recorder has seen the page as it is. */
async function untilRecorded(events: readonly unknown[]): Promise<string> {
  const marker = document.createElement('p')
  marker.textContent = `marker ${events.length}`
  document.body.append(marker)
  await expect.poll(() => JSON.stringify(events)).toContain(marker.textContent)
  marker.remove()
  return JSON.stringify(events)
}

test('a session recorder sees no token: from the start, of a new frame, or of a changed address', async () => {
  const events: unknown[] = []
  const emit = (event: unknown) => events.push(event)
  const stopFirst = record({ emit })
  await render(
    <ResumableInquiry
      inquiryId="inq_a"
      customHost="localhost:9"
      fetchSession={async () => ({
        inquiryId: 'inq_a',
        status: 'pending',
        sessionToken,
        expiresIn: null,
      })}
    />,
  )
  const frame = await loadedFrame()
  expect(await untilRecorded(events)).not.toContain(sessionToken)

  frame.src += '&again=yes'
  expect(await untilRecorded(events)).not.toContain(sessionToken)
  stopFirst?.()

  const stopSecond = record({ emit })
  expect(await untilRecorded(events)).not.toContain(sessionToken)
  stopSecond?.()
})

test('of another frame a session recorder sees the token', async () => {
  const events: unknown[] = []
  const frame = document.createElement('iframe')
  frame.src = `http://localhost:9/widget?session-token=${sessionToken}`
  document.body.append(frame)
  await loadedFrame()
  const stop = record({ emit: (event) => events.push(event) })
  expect(await untilRecorded(events)).toContain(sessionToken)
  stop?.()
  frame.remove()
})
