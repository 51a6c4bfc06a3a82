/** A value to choose, and its label. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** A field of a form. */
export interface FormField {
  /** Persona's name of the field, such as `name-first`. */
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'date' | 'email' | 'tel' | 'number' | 'select'
  /** @default false */
  readonly required?: boolean | undefined
  /** For `select` only. */
  readonly options?: readonly Choice[] | undefined
  /** A line below the label. */
  readonly hint?: string | undefined
  /** A token of HTML's `autocomplete`. */
  readonly autocomplete?: string | undefined
}

interface Titled {
  /** Its name in the REST API and in `data-step`. */
  readonly name: string
  readonly title: string
  readonly text?: string | undefined
}

export interface ConsentStep extends Titled {
  readonly type: 'consent'
  /** Things that the person should have ready. */
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
  /** The choices for `identification-class`; without them, the person is not asked. */
  readonly kinds?: readonly Choice[] | undefined
  /** The choices for `selected-country-code`; without them, the person is not asked. */
  readonly countries?: readonly Choice[] | undefined
}

/** A photo of the person, saved under the step's name. */
export interface SelfieStep extends Titled {
  readonly type: 'selfie'
}

/** Shows all answers before they are submitted. */
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

/** An answer that a step accepts. */
export interface ExpectedAnswer {
  readonly name: string
  readonly isRequired: boolean
  readonly field?: FormField
  /** The allowed values. @default any text */
  readonly values?: readonly string[] | undefined
}

/** Returns the answers that a step accepts. */
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

/** Returns the index of a step, or -1. */
export function positionOf(steps: readonly Step[], name: string): number {
  return steps.findIndex((step) => step.name === name)
}

/** Returns the steps of an unfinished inquiry: all but the last screen. */
export function openSteps(steps: readonly Step[]): Step[] {
  return steps.filter(({ type }) => type !== 'done')
}

/** Returns the step of a halfway inquiry: the document, or the second step. */
export function halfWayStep(steps: readonly Step[]): Step | undefined {
  const open = openSteps(steps)
  return open.find(({ type }) => type === 'document') ?? open[1] ?? open[0]
}
