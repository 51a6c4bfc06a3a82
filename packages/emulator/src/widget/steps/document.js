import { element } from '../element.js'
import { icon } from '../icons.js'
import { stepForm } from '../step-form.js'

const sampleName = 'sample-passport.png'

/**
 * The photo itself never leaves the browser: only its name is saved.
 *
 * @param {import('../step-form.js').StepContext} context
 * @returns {import('../stage.js').Screen}
 */
export function documentPhoto({ visit, submit, goTo, announce }) {
  let chosen = visit.answers['document'] ?? null
  const preview = element('div', { class: 'preview', 'aria-live': 'polite' })

  /** @param {string} name @param {Node} [picture] */
  const choose = (name, picture) => {
    chosen = name
    preview.replaceChildren(picture ?? icon('card'), element('span', {}, name))
  }
  if (chosen !== null) choose(chosen)

  const input = element('input', { id: 'photo', type: 'file', accept: 'image/*' })
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (!file) return
    choose(file.name, thumbnail(file))
    announce('document-upload')
  })
  const sample = element('button', { class: 'button quiet', type: 'button' }, 'Use sample document')
  sample.addEventListener('click', () => {
    choose(sampleName)
    announce('document-camera-capture')
  })

  return {
    step: 'document',
    heading: 'Add your ID',
    progress: 2,
    onBack: () => goTo('details'),
    content: [
      stepForm({
        content: [
          element(
            'p',
            { class: 'lead' },
            'A passport, ID card or driving licence. All four corners must be visible.',
          ),
          element(
            'div',
            { class: 'upload' },
            input,
            element(
              'label',
              { for: 'photo' },
              icon('upload'),
              element('span', {}, 'Upload a photo'),
            ),
          ),
          sample,
          preview,
        ],
        check: () => (chosen === null ? 'Upload a photo, or use the sample document.' : null),
        onSubmit: () => submit({ document: chosen ?? '' }),
      }),
    ],
  }
}

/** @param {File} file */
function thumbnail(file) {
  const url = URL.createObjectURL(file)
  const image = element('img', { src: url, alt: '' })
  image.addEventListener('load', () => URL.revokeObjectURL(url), { once: true })
  return image
}
