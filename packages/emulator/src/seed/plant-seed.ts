import type { Inquiry } from '../entities/inquiry.ts'
import { latestVersion } from '../entities/inquiry-template.ts'
import { halfWayStep, openSteps, positionOf } from '../entities/step.ts'
import { createEvents } from '../events.ts'
import { createIdentifier } from '../identifiers.ts'
import { draftInquiry, keepInquiry } from '../lifecycle/create-inquiry.ts'
import { expireInquiry, finishInquiry } from '../lifecycle/inquiries.ts'
import { leadToStep } from '../lifecycle/lead-to-step.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { createSession, touchSession } from '../lifecycle/sessions.ts'
import type { World } from '../world.ts'
import type { Seed, SeedInquiry } from './seed.ts'

/**
 * Puts what a seed describes into a world that knows nothing yet.
 *
 * @throws Error that names the place, where the seed does not fit the template or the settings
 */
export function plantSeed(world: World, { inquiries = [] }: Seed): void {
  const planted = inquiries
    .map((inquiry, index) => ({ inquiry, place: `inquiries[${index}]` }))
    .sort((one, other) => ageOf(other.inquiry) - ageOf(one.inquiry))
  const outdated = planted.filter(({ inquiry }) => inquiry.outdated === true)
  for (const { inquiry, place } of outdated) plantInquiry(world, inquiry, place)
  if (outdated.length > 0) publishAgain(world)
  for (const { inquiry, place } of planted) {
    if (inquiry.outdated !== true) plantInquiry(world, inquiry, place)
  }
}

function ageOf({ createdSecondsAgo = 0 }: SeedInquiry): number {
  return createdSecondsAgo
}

/** A new version that asks for the same, so that all inquiries so far are outdated. */
function publishAgain({ store: { template } }: World): void {
  template.versions.push({ id: createIdentifier('itmplv'), steps: latestVersion(template).steps })
}

function plantInquiry(world: World, seed: SeedInquiry, place: string): void {
  // What has happened before anybody could listen is not told.
  const silently: World = { ...world, events: createEvents() }
  const inquiry = draftInquiry(world, {
    id: seed.id,
    referenceId: seed.referenceId ?? null,
    createdAt: world.clock.now() - (seed.createdSecondsAgo ?? 0) * 1000,
    answers: seed.answers ?? {},
    tags: [...(seed.tags ?? [])],
    note: seed.note ?? null,
  })
  const { status = 'created' } = seed
  if (status === 'created' && world.clock.now() >= inquiry.expiresAt) {
    throw unusable(
      `${place}.createdSecondsAgo must be less than ${inquiry.lifetimes.create}, or its status expired`,
    )
  }
  keepInquiry(world, inquiry)
  if (status !== 'created') lead(silently, inquiry, { ...seed, status }, place)
  useSessions(silently, inquiry, seed.usedSessions ?? 0, place)
}

type Destination = Exclude<NonNullable<SeedInquiry['status']>, 'created'>

/** Takes a created inquiry to where the seed has it. */
function lead(
  world: World,
  inquiry: Inquiry,
  seed: SeedInquiry & { readonly status: Destination },
  place: string,
): void {
  const { status } = seed
  const { steps } = latestVersion(world.store.template)
  const isUnderWay = status === 'pending' || status === 'expired'
  const possible = isUnderWay ? openSteps(steps) : steps
  const step = isUnderWay ? (seed.step ?? halfWayStep(steps)?.name) : steps.at(-1)?.name
  if (step === undefined || positionOf(possible, step) < 0) {
    const names = possible.map(({ name }) => name).join(', ')
    throw unusable(`${place}.step must be one of ${names}`)
  }
  leadToStep(world, inquiry, step, seed.answers)
  if (status === 'pending') return
  if (status === 'expired') return expireInquiry(world, inquiry)
  finishInquiry(world, inquiry, status === 'redacted' ? 'completed' : status)
  if (status === 'redacted') redactInquiry(world, inquiry)
}

function useSessions(world: World, inquiry: Inquiry, count: number, place: string): void {
  const { sessionCap } = world.settings
  if (count > sessionCap) {
    throw unusable(`${place}.usedSessions must be at most ${sessionCap}, the session cap`)
  }
  for (let used = 0; used < count; used += 1) {
    const session = createSession(world, inquiry, 'resume')
    touchSession(world, session)
    session.ended = { at: world.clock.now(), report: 'unauthenticated' }
  }
}

function unusable(problem: string): Error {
  return new Error(`The seed cannot be used. ${problem}.`)
}
