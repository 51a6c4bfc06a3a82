/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from '../widget-contract.ts' */
/** @import { Screen } from './screen.js' */

/**
 * One screen of a step. The first of a step has no name; others have one, such as `camera`. Without
 * `onBack`, Back leads to the step before.
 *
 * @typedef {Omit<Screen, 'step' | 'progress'> & {
 *   name?: string,
 *   sample?: { label: string, onUse: () => void },
 * }} Part
 */

/**
 * What a step needs to draw itself.
 *
 * @template {Step} [Kind=Step]
 * @typedef {object} StepContext
 * @property {Kind} step
 * @property {Visit} visit
 * @property {(part: Part) => void} show
 * @property {(answers: Record<string, string>) => Promise<string | null>} submit
 *   Saves the answers and moves on. Resolves to a problem to show, or to `null`.
 * @property {(step: string) => void} goTo
 * @property {(name: string, metadata?: Record<string, unknown>) => void} announce
 *   Posts an event to the SDK.
 * @property {(() => Promise<string | null>) | null} handOff
 *   Continues on another device; `null` where it cannot. Resolves to a problem to show, or to `null`.
 * @property {(() => void) | null} finish
 *   Leaves the last screen; `null` where nothing follows it.
 */

// Types only.
export {}
