/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from './back-end.js' */

/**
 * One screen of a step.
 *
 * @typedef {object} Part
 * @property {string} [name] What tells it from the step's first screen, such as `camera`.
 * @property {string} heading
 * @property {(Node | string)[]} content
 * @property {Node} [picture]
 * @property {'good' | 'bad'} [tone]
 * @property {(() => void) | undefined} [onBack] Left out: to the step before, where there is one.
 * @property {(() => void) | undefined} [onGone]
 * @property {{ label: string, onUse: () => void }} [sample] What the sandbox has to offer here.
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
 *   Saves and moves on; answers with what went wrong.
 * @property {(step: string) => void} goTo
 * @property {(name: string, metadata?: Record<string, unknown>) => void} announce
 *   Posts an event of the SDK's to the page around.
 * @property {(() => Promise<string | null>) | null} handOff
 *   Lets another device go on, where that is possible; answers with what went wrong.
 * @property {(() => void) | null} finish Leads on from the last screen, where there is something.
 */

// Nothing but types.
export {}
