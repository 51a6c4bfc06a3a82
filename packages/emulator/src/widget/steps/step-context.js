/**
 * What a step needs to draw itself.
 *
 * @typedef {object} StepContext
 * @property {import('../back-end.js').Visit} visit
 * @property {(answers: Record<string, string>, outcome?: string) => Promise<string | null>} submit
 *   Saves and moves on; answers with what went wrong.
 * @property {(step: import('../back-end.js').StepName) => void} goTo
 * @property {(name: string) => void} announce Posts an event of the SDK's to the page around.
 * @property {() => void} finish
 */

export {}
