/** @import { Choice, DocumentStep } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { showCamera } from '../camera.js'
import { dropZone } from '../drop-zone.js'
import { element } from '../element.js'
import { handoffButton } from '../handoff.js'
import { icon } from '../icons.js'
import { showPhoto } from '../photo-check.js'
import { select } from './form.js'

/** @param {StepContext<DocumentStep>} context */
export function documentPhoto(context) {
  const { step, visit, submit, announce, handOff } = context
  const { kinds = [], countries = [] } = step
  let kind = kinds.find(({ value }) => value === visit.answers['identification-class']) ?? kinds[0]
  let country = visit.answers['selected-country-code'] ?? likelyCountry(countries)
  const sample = {
    label: 'Use sample document',
    onUse: () => {
      announce('document-camera-capture')
      check('sample-passport.png')
    },
  }
  const begin = kinds.length === 0 ? takePhoto : choose
  const saved = visit.answers[step.name]
  if (saved === undefined) begin()
  else check(saved)

  function choose() {
    const id = 'field-country'
    const list = select({ id, name: 'selected-country-code' }, countries, country)
    list.addEventListener('change', () => {
      country = list.value
      announce('country-select', { countryCode: country })
    })
    context.show({
      heading: step.title,
      sample,
      content: [
        element(
          'div',
          { class: 'step' },
          ...(step.text === undefined ? [] : [element('p', { class: 'lead' }, step.text)]),
          ...(countries.length === 0
            ? []
            : [
                element(
                  'div',
                  { class: 'field' },
                  element('label', { for: id }, 'Issuing country'),
                  list,
                ),
              ]),
          element('ul', { class: 'kinds' }, ...kinds.map(kindButton)),
          element('div', { class: 'actions' }, ...(handOff ? [handoffButton(handOff)] : [])),
        ),
      ],
    })
  }

  /** @param {Choice} choice */
  function kindButton(choice) {
    const button = element(
      'button',
      { class: 'kind', type: 'button' },
      icon(iconOf(choice.value)),
      element('span', {}, choice.label),
      icon('chevron'),
    )
    button.addEventListener('click', () => {
      kind = choice
      takePhoto()
    })
    return element('li', {}, button)
  }

  function takePhoto() {
    const camera = element('button', { class: 'button primary', type: 'button' }, 'Take a photo')
    camera.addEventListener('click', () => {
      announce('document-camera-select')
      look()
    })
    context.show({
      ...(kinds.length > 0 && { name: 'photo', onBack: choose }),
      heading: kind ? `Photo of your ${inSentence(kind.label)}` : step.title,
      sample,
      content: [
        element(
          'div',
          { class: 'step' },
          element('p', { class: 'lead' }, 'Take it now, or upload one.'),
          upload(),
          element(
            'ul',
            { class: 'tips' },
            element('li', {}, 'All four corners are in the picture'),
            element('li', {}, 'No glare, no blur, no fingers on the text'),
            element('li', {}, 'The original, not a copy'),
          ),
          element(
            'div',
            { class: 'actions' },
            camera,
            ...(handOff ? [handoffButton(handOff)] : []),
          ),
        ),
      ],
    })
  }

  function upload() {
    return dropZone((photo) => {
      announce('document-upload')
      check(photo)
    })
  }

  function look() {
    showCamera(context, {
      heading: 'Fill the frame',
      text: kind
        ? `Hold your ${inSentence(kind.label)} flat and steady.`
        : 'Hold it flat and steady.',
      shape: 'card',
      facing: 'environment',
      fileName: 'document-photo.jpg',
      sample,
      otherWays: [upload()],
      onBack: takePhoto,
      onCaptured: (photo) => {
        announce('document-camera-capture')
        check(photo)
      },
    })
  }

  /** @param {File | string} photo */
  function check(photo) {
    showPhoto(context, {
      photo,
      shape: 'card',
      heading: 'Is everything readable?',
      text: 'All four corners must be visible, and every line sharp.',
      sample,
      onRetake: takePhoto,
      onSubmit: (name) =>
        submit({
          ...(country !== '' && { 'selected-country-code': country }),
          ...(kind && { 'identification-class': kind.value }),
          [step.name]: name,
        }),
    })
  }
}

/**
 * Returns the country of the browser's language, or `''` where it is no choice.
 *
 * @param {readonly Choice[]} countries
 */
function likelyCountry(countries) {
  const region = new Intl.Locale(navigator.language).region
  return countries.find(({ value }) => value === region)?.value ?? ''
}

/** @param {string} kind Persona's class, such as `pp` or `dl`. */
function iconOf(kind) {
  if (kind === 'pp') return 'passport'
  return kind === 'dl' ? 'wheel' : 'card'
}

/**
 * Returns a label for the middle of a sentence: “passport” for “Passport”, but “ID card” as it is.
 *
 * @param {string} label
 */
function inSentence(label) {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}
