/** The steps of the widget's form, in order. */
export const stepNames = ['consent', 'details', 'document', 'review', 'done'] as const

export type StepName = (typeof stepNames)[number]

/** The fields that each step asks for. */
export const stepFields: Readonly<Record<StepName, readonly string[]>> = {
  consent: [],
  details: ['name-first', 'name-last', 'birthdate'],
  document: ['document'],
  review: [],
  done: [],
}

export function stepAfter(step: StepName): StepName {
  return stepNames[stepNames.indexOf(step) + 1] ?? 'done'
}

/** Whether a step comes after another. */
export function isLater(step: StepName, other: StepName): boolean {
  return stepNames.indexOf(step) > stepNames.indexOf(other)
}

export function isStepName(value: unknown): value is StepName {
  return stepNames.some((name) => name === value)
}
