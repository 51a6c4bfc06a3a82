import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { EmulatorContext } from '../emulator-context.ts'

/** However much happens, a page is told so seldom, in milliseconds. */
const pace = 150

/** Tells a page that something has changed. What it wants to know then it asks for. */
export function streamChanges(context: Context, emulator: EmulatorContext): Response {
  return streamSSE(context, async (stream) => {
    let isDue = false
    const tell = async () => {
      await stream.writeSSE({ event: 'changed', data: '' })
      isDue = false
    }
    const unsubscribe = emulator.changes.on(() => {
      if (isDue) return
      isDue = true
      setTimeout(() => void tell(), pace).unref()
    })
    await stream.writeSSE({ event: 'listening', data: '', retry: 1000 })
    await new Promise<void>((resolve) => stream.onAbort(resolve))
    unsubscribe()
  })
}
