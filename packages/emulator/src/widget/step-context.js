/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from '../widget-contract.ts' */

/**
 * One screen of a step.
 *
 * @typedef {object} Part
 * @property {string} [name] Such as `camera`; the first screen of a step has none.
 * @property {string} heading
 * @property {(Node | string)[]} content
 * @property {Node} [picture]
 * @property {'good' | 'bad'} [tone]
 * @property {(() => void) | undefined} [onBack] Left out, Back leads to the step before.
 * @property {(() => void) | undefined} [onGone]
 * @property {{ label: string, onUse: () => void }} [sample] For the sandbox bar.
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
