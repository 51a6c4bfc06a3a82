import { element } from './element.js'
import { icon } from './icons.js'

/**
 * Accepts a picture: a file that the person chooses or drops.
 *
 * @param {(photo: File) => void} onPhoto
 */
export function dropZone(onPhoto) {
  const input = element('input', {
    id: 'photo',
    type: 'file',
    accept: 'image/*',
    'aria-describedby': 'photo-problem',
  })
  const problem = element('p', { class: 'problem', id: 'photo-problem', role: 'alert' })
  const zone = element(
    'div',
    { class: 'upload' },
    input,
    element(
      'label',
      { for: 'photo' },
      icon('upload'),
      element('span', { class: 'upload-label' }, 'Upload a photo'),
      element('span', { class: 'drop-hint', 'aria-hidden': 'true' }, 'or drop it here'),
    ),
  )
  /** @param {File | undefined} photo */
  const take = (photo) => {
    if (photo === undefined) return
    if (!photo.type.startsWith('image/')) {
      problem.textContent = 'That is not a picture. Choose a photo of your ID.'
    } else if (photo.size === 0) {
      problem.textContent = 'That file is empty. Choose another photo.'
    } else {
      onPhoto(photo)
    }
  }
  input.addEventListener('change', () => take(input.files?.[0]))
  zone.addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.dataset['over'] = ''
  })
  zone.addEventListener('dragleave', () => delete zone.dataset['over'])
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    delete zone.dataset['over']
    take(event.dataTransfer?.files[0])
  })
  return element('div', { class: 'upload-block' }, zone, problem)
}
