import { expect } from 'vitest'
import type { PersonaEmulator } from '../src/emulator.ts'
import type { PersonaEmulatorOptions } from '../src/settings/options.ts'
import type { HostFiles } from './host-files.ts'
import { openHostPage } from './host-page.ts'
import { objectWith } from './matchers.ts'
import { useEmulator } from './use-emulator.ts'
import { untilStep, walkThrough, walkTo } from './walk-through.ts'
import { payloadsOf } from './widget-visit.ts'

/** An SDK, and the option for Persona's host. */
export interface SdkUnderTest {
  readonly files: Promise<HostFiles>
  host(persona: PersonaEmulator): Record<string, unknown>
  readonly emulator?: PersonaEmulatorOptions
}

const firstName = { type: 'string', value: 'Ada' }

/** The callbacks of a page, and the state of the emulator in the end. */
export interface RecoveryResult {
  readonly errors: unknown[]
  readonly loads: number
  readonly readies: number
  readonly results: unknown[]
  readonly inquiries: unknown[]
  readonly sessions: unknown[]
  readonly uncaught: Error[]
}

/** The expected result. */
export const recovered: unknown = {
  errors: [{ status: 409, code: 'unauthenticated' }],
  loads: 2,
  readies: 2,
  results: [objectWith({ status: 'completed', fields: objectWith({ 'name-first': firstName }) })],
  inquiries: [objectWith({ status: 'completed' })],
  sessions: [
    objectWith({ createdBy: 'widget', loadedByWidget: 1 }),
    objectWith({ createdBy: 'resume', loadedByWidget: 1 }),
  ],
  uncaught: [],
}

/** Starts a flow, kills its session, resumes it by hand, and completes it. */
export async function recoverByHand(sdk: SdkUnderTest): Promise<RecoveryResult> {
  const { persona, api } = await useEmulator(sdk.emulator)
  const inquiryId = await api.createInquiry()
  const target = sdk.host(persona)
  const host = await openHostPage({ files: sdk.files })

  await host.open({ inquiryId, ...target })
  await walkTo(host.widget, 'document')
  persona.simulate.killSession({ inquiryId })
  await untilStep(host.widget, 'expired')
  await expect.poll(() => payloadsOf(host, 'error')).toHaveLength(1)

  await host.destroy()
  await host.open({ inquiryId, sessionToken: await api.resume(inquiryId), ...target })
  await untilStep(host.widget, 'document')
  await walkThrough(host.widget)
  await expect.poll(() => payloadsOf(host, 'complete')).toHaveLength(1)

  return {
    errors: payloadsOf(host, 'error'),
    loads: payloadsOf(host, 'load').length,
    readies: payloadsOf(host, 'ready').length,
    results: payloadsOf(host, 'complete'),
    inquiries: persona.inquiries(),
    sessions: persona.sessions(inquiryId),
    uncaught: host.uncaught,
  }
}
