import { onTestFinished } from 'vitest'
import type { PersonaEmulator } from '../src/emulator.ts'

/** Subscribes to the events of a session like an open widget. Each is a `WidgetMessage`. */
export async function watchEvents(
  persona: PersonaEmulator,
  sessionId: string,
): Promise<{ next(): Promise<unknown> }> {
  const stopped = new AbortController()
  onTestFinished(() => stopped.abort())
  const response = await fetch(`${persona.origin}/widget/api/sessions/${sessionId}/events`, {
    signal: stopped.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('There is no stream of events.')
  let text = ''
  return {
    async next() {
      while (!text.includes('\n\n')) {
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream of events has ended.')
        text += value
      }
      const [first = '', ...rest] = text.split('\n\n')
      text = rest.join('\n\n')
      const message: unknown = JSON.parse(/^data: (.*)$/m.exec(first)?.[1] ?? 'null')
      return message
    },
  }
}
