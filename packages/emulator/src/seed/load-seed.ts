import type { Inquiry } from '../entities/inquiry.ts'
import { latestVersion } from '../entities/inquiry-template.ts'
import { halfWayStep, openSteps, positionOf } from '../entities/step.ts'
import { createEvents } from '../state/events.ts'
import { createIdentifier } from '../state/identifiers.ts'
import { draftInquiry, keepInquiry } from '../lifecycle/create-inquiry.ts'
import { expireInquiry, finishInquiry } from '../lifecycle/inquiries.ts'
import { redactInquiry } from '../lifecycle/edit-inquiry.ts'
import { createSession, touchSession } from '../lifecycle/sessions.ts'
import { leadToStep } from '../lifecycle/widget-visits.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Seed, SeedInquiry } from './seed.ts'

/**
 * Loads a seed into an empty emulator.
 *
 * @throws Error with the place where the seed does not fit the template or the settings
 */
export function loadSeed(emulator: EmulatorContext, { inquiries = [] }: Seed): void {
  const placed = inquiries
    .map((inquiry, index) => ({ inquiry, place: `inquiries[${index}]` }))
    .sort((one, other) => ageOf(other.inquiry) - ageOf(one.inquiry))
  const outdated = placed.filter(({ inquiry }) => inquiry.outdated === true)
  for (const { inquiry, place } of outdated) loadInquiry(emulator, inquiry, place)
  if (outdated.length > 0) publishAgain(emulator)
  for (const { inquiry, place } of placed) {
    if (inquiry.outdated !== true) loadInquiry(emulator, inquiry, place)
  }
}

function ageOf({ createdSecondsAgo = 0 }: SeedInquiry): number {
  return createdSecondsAgo
}

/** Publishes a version with the same steps, to outdate all inquiries so far. */
function publishAgain({ store: { template } }: EmulatorContext): void {
  template.versions.push({ id: createIdentifier('itmplv'), steps: latestVersion(template).steps })
}

function loadInquiry(emulator: EmulatorContext, seed: SeedInquiry, place: string): void {
  // A seed emits no events.
  const silently: EmulatorContext = { ...emulator, events: createEvents() }
  const inquiry = draftInquiry(emulator, {
    id: seed.id,
    referenceId: seed.referenceId ?? null,
    createdAt: emulator.clock.now() - (seed.createdSecondsAgo ?? 0) * 1000,
    answers: seed.answers ?? {},
    tags: [...(seed.tags ?? [])],
    note: seed.note ?? null,
  })
  const { status = 'created' } = seed
  if (status === 'created' && emulator.clock.now() >= inquiry.expiresAt) {
    throw unusable(
      `${place}.createdSecondsAgo must be less than ${inquiry.lifetimes.create}, or its status expired`,
    )
  }
  keepInquiry(emulator, inquiry)
  if (status !== 'created') lead(silently, inquiry, { ...seed, status }, place)
  useSessions(silently, inquiry, seed.usedSessions ?? 0, place)
}

type Destination = Exclude<NonNullable<SeedInquiry['status']>, 'created'>

/** Brings a created inquiry into the status and step of the seed. */
function lead(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  seed: SeedInquiry & { readonly status: Destination },
  place: string,
): void {
  const { status } = seed
  const { steps } = latestVersion(emulator.store.template)
  const isUnderWay = status === 'pending' || status === 'expired'
  const possible = isUnderWay ? openSteps(steps) : steps
  const step = isUnderWay ? (seed.step ?? halfWayStep(steps)?.name) : steps.at(-1)?.name
  if (step === undefined || positionOf(possible, step) < 0) {
    const names = possible.map(({ name }) => name).join(', ')
    throw unusable(`${place}.step must be one of ${names}`)
  }
  leadToStep(emulator, inquiry, step, seed.answers)
  if (status === 'pending') return
  if (status === 'expired') return expireInquiry(emulator, inquiry)
  finishInquiry(emulator, inquiry, status === 'redacted' ? 'completed' : status)
  if (status === 'redacted') redactInquiry(emulator, inquiry)
}

function useSessions(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  count: number,
  place: string,
): void {
  const { sessionCap } = emulator.settings
  if (count > sessionCap) {
    throw unusable(`${place}.usedSessions must be at most ${sessionCap}, the session cap`)
  }
  for (let used = 0; used < count; used += 1) {
    const session = createSession(emulator, inquiry, 'resume')
    touchSession(emulator, session)
    session.ended = { at: emulator.clock.now(), report: 'unauthenticated' }
  }
}

function unusable(problem: string): Error {
  return new Error(`The seed cannot be used. ${problem}.`)
}
