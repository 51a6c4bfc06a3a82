/** @import { Part, StepContext } from './step-context.js' */
import { element } from './element.js'
import { icon } from './icons.js'
import { stepForm } from './step-form.js'

/**
 * Shows a photo before it is submitted. The photo never leaves the browser; only its name is saved.
 *
 * @param {Pick<StepContext, 'show'>} context
 * @param {object} options
 * @param {File | string} options.photo The name alone of a sample, or of a photo submitted before.
 * @param {'card' | 'oval'} options.shape
 * @param {string} options.heading
 * @param {string} options.text
 * @param {Part['sample']} options.sample
 * @param {() => void} options.onRetake
 * @param {(name: string) => Promise<string | null>} options.onSubmit
 *   Resolves to a problem to show, or to `null`.
 */
export function showPhoto(context, { photo, shape, heading, text, sample, onRetake, onSubmit }) {
  const isNameOnly = typeof photo === 'string'
  const name = isNameOnly ? photo : photo.name
  const url = isNameOnly ? null : URL.createObjectURL(photo)
  const standIn = element('div', { class: 'stand-in' }, icon(shape === 'oval' ? 'user' : 'card'))
  const picture = url === null ? standIn : element('img', { src: url, alt: '' })
  // Few browsers show the formats of phones, such as HEIC.
  picture.addEventListener('error', () => picture.replaceWith(standIn))
  const retake = element('button', { class: 'button plain', type: 'button' }, 'Use another photo')
  retake.addEventListener('click', onRetake)
  context.show({
    name: 'check',
    heading,
    onBack: onRetake,
    onGone: () => url !== null && URL.revokeObjectURL(url),
    ...(sample && { sample }),
    content: [
      stepForm({
        content: [
          element('p', { class: 'lead' }, text),
          element('figure', { class: `photo ${shape}` }, picture, element('figcaption', {}, name)),
        ],
        otherActions: [retake],
        onSubmit: () => onSubmit(name),
      }),
    ],
  })
}
