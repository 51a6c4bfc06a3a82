import type { FrameLocator } from 'playwright'
import type { PersonaEmulator, PersonaEmulatorOptions } from '../src/emulator.ts'
import { createApiClient } from './api-client.ts'
import type { ApiClient } from './api-client.ts'
import type { Chromium } from './chromium.ts'
import type { Callback, HostPage } from './host-page.ts'
import { openHostPage } from './host-page.ts'
import { useEmulator } from './use-emulator.ts'

/** One person, one inquiry, and a page with the SDK, on an emulator of their own. */
export interface WidgetVisit {
  readonly persona: PersonaEmulator
  readonly api: ApiClient
  readonly inquiryId: string
  readonly customHost: string
  readonly host: HostPage
  readonly widget: FrameLocator
  /** Opens the widget, with a session where the inquiry needs one. */
  open(): Promise<void>
}

/**
 * @param options.step The step that the person sees next. Without it, they have not started.
 */
export async function visitWidget({
  step,
  chromium,
  ...options
}: PersonaEmulatorOptions & { step?: string; chromium?: Chromium } = {}): Promise<WidgetVisit> {
  const { persona } = await useEmulator(options)
  const api = createApiClient(persona)
  const inquiryId = await api.createInquiry()
  if (step !== undefined) persona.simulate.startInquiry({ inquiryId, step })
  const host = await openHostPage({ chromium })
  const { customHost } = persona
  return {
    persona,
    api,
    inquiryId,
    customHost,
    host,
    widget: host.widget,
    async open() {
      const sessionToken = step === undefined ? undefined : await api.resume(inquiryId)
      await host.open({ inquiryId, customHost, ...(sessionToken && { sessionToken }) })
    },
  }
}

/** A screen of the widget, by its heading. */
export function screen(widget: FrameLocator, heading: string): ReturnType<FrameLocator['locator']> {
  return widget.getByRole('heading', { name: heading, exact: true })
}

/** Presses one of the widget's buttons. */
export function press(widget: FrameLocator, button: string): Promise<void> {
  return widget.getByRole('button', { name: button, exact: true }).click()
}

export function namesOf(callbacks: readonly Callback[]): string[] {
  return callbacks.map(([name]) => name)
}

/** What a callback was called with, oldest first. */
export function payloadsOf(host: HostPage, name: string): unknown[] {
  return host.callbacks.filter(([callback]) => callback === name).map(([, payload]) => payload)
}
