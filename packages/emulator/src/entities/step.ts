/** A value that can be chosen, and what the person reads. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** A question of a form. */
export interface FormField {
  /** Persona's name for it, such as `name-first`. */
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'date' | 'email' | 'tel' | 'number' | 'select'
  /** @default false */
  readonly required?: boolean | undefined
  /** What there is to choose from; for `select` only. */
  readonly options?: readonly Choice[] | undefined
  /** A line below the label. */
  readonly hint?: string | undefined
  /** What a browser may fill in: a token of HTML's `autocomplete`. */
  readonly autocomplete?: string | undefined
}

interface Titled {
  /** What the REST API and `data-step` call it. */
  readonly name: string
  readonly title: string
  readonly text?: string | undefined
}

export interface ConsentStep extends Titled {
  readonly type: 'consent'
  /** What the person should have at hand. */
  readonly needs?: readonly string[] | undefined
  readonly smallPrint?: string | undefined
}

export interface FormStep extends Titled {
  readonly type: 'form'
  readonly fields: readonly FormField[]
}

/** A photo of an identity document, saved under the step's name. */
export interface DocumentStep extends Titled {
  readonly type: 'document'
  /** The answer `identification-class`; without any the person is not asked. */
  readonly kinds?: readonly Choice[] | undefined
  /** The answer `selected-country-code`; without any the person is not asked. */
  readonly countries?: readonly Choice[] | undefined
}

/** A photo of the person, saved under the step's name. */
export interface SelfieStep extends Titled {
  readonly type: 'selfie'
}

/** All answers once more, to be sent. */
export interface ReviewStep extends Titled {
  readonly type: 'review'
}

/** The last screen. */
export interface DoneStep extends Titled {
  readonly type: 'done'
  readonly failedTitle?: string | undefined
  readonly failedText?: string | undefined
}

/** One step of the widget's flow. */
export type Step = ConsentStep | FormStep | DocumentStep | SelfieStep | ReviewStep | DoneStep

/** An answer that a step can give. */
export interface ExpectedAnswer {
  readonly name: string
  readonly isRequired: boolean
  readonly field?: FormField
  /** The values that are allowed; without it any text is. */
  readonly values?: readonly string[] | undefined
}

/** What a step asks for. */
export function expectedAnswers(step: Step): readonly ExpectedAnswer[] {
  switch (step.type) {
    case 'form':
      return step.fields.map((field) => ({
        name: field.name,
        isRequired: field.required === true,
        field,
        values: field.options && valuesOf(field.options),
      }))
    case 'document':
      return [
        ...choiceAnswer('selected-country-code', step.countries),
        ...choiceAnswer('identification-class', step.kinds),
        { name: step.name, isRequired: true },
      ]
    case 'selfie':
      return [{ name: step.name, isRequired: true }]
    default:
      return []
  }
}

function choiceAnswer(name: string, choices: readonly Choice[] = []): ExpectedAnswer[] {
  return choices.length === 0 ? [] : [{ name, isRequired: false, values: valuesOf(choices) }]
}

function valuesOf(choices: readonly Choice[]): string[] {
  return choices.map(({ value }) => value)
}

/** How many steps come before; -1 for a step that there is not. */
export function positionOf(steps: readonly Step[], name: string): number {
  return steps.findIndex((step) => step.name === name)
}

/** The steps at which a person can leave: all but the last screen, which ends the inquiry. */
export function openSteps(steps: readonly Step[]): Step[] {
  return steps.filter(({ type }) => type !== 'done')
}

/** Where a person stands who has left half-way: at the document, or after the first step. */
export function halfWayStep(steps: readonly Step[]): Step | undefined {
  const open = openSteps(steps)
  return open.find(({ type }) => type === 'document') ?? open[1] ?? open[0]
}
