/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from '../widget-contract.ts' */

/**
 * @param {Visit} visit
 * @param {string} name
 * @returns {Step}
 */
export function stepNamed({ steps }, name) {
  const step = steps.find((candidate) => candidate.name === name)
  if (!step) throw new Error(`The flow has no step "${name}".`)
  return step
}

/**
 * Returns how far a step is on the way to the last one, from 0 to 1.
 *
 * @param {Visit} visit
 * @param {Step} step
 */
export function progressAt({ steps }, step) {
  return steps.indexOf(step) / Math.max(steps.length - 1, 1)
}

/**
 * Returns the step that Back leads to. It never leads to the consent, which is given once.
 *
 * @param {Visit} visit
 * @param {Step} step
 * @returns {Step | null}
 */
export function stepBefore({ steps, status }, step) {
  if (step.type === 'done' || status === 'created') return null
  const before = steps[steps.indexOf(step) - 1]
  return before === undefined || before.type === 'consent' ? null : before
}

/**
 * Whether photos are still to be taken, for which another device may be better.
 *
 * @param {Visit} visit
 */
export function hasPhotosAhead({ steps, step }) {
  const position = steps.findIndex(({ name }) => name === step)
  return steps.slice(position).some(({ type }) => type === 'document' || type === 'selfie')
}
