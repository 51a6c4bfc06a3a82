import type { FrameLocator } from 'playwright'
import type { PersonaEmulator } from '../src/emulator.ts'
import type { PersonaEmulatorOptions } from '../src/settings/options.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import type { Chromium } from './chromium.ts'
import { type Callback, type HostPage, openHostPage } from './host-page.ts'
import { useEmulator } from './use-emulator.ts'

/** An inquiry and a page with the SDK, on an emulator of their own. */
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
 * @param options.step The step of a pending inquiry; left out, it is `created`.
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

/** Returns a screen of the widget by its heading. */
export function screen(widget: FrameLocator, heading: string): ReturnType<FrameLocator['locator']> {
  return widget.getByRole('heading', { name: heading, exact: true })
}

/** Presses a button of the widget. */
export function press(widget: FrameLocator, button: string): Promise<void> {
  return widget.getByRole('button', { name: button, exact: true }).click()
}

export function namesOf(callbacks: readonly Callback[]): string[] {
  return callbacks.map(([name]) => name)
}

/** Returns the payloads of a callback, oldest first. */
export function payloadsOf(host: HostPage, name: string): unknown[] {
  return host.callbacks.filter(([callback]) => callback === name).map(([, payload]) => payload)
}
