import { type ExpectedAnswer, expectedAnswers, type Step } from './step.ts'

/** The person's answers so far, by Persona's field names, such as `name-first`. */
export type Answers = Record<string, string>

const byName = new Map(
  Object.entries({
    'name-first': 'Ada',
    'name-last': 'Lovelace',
    birthdate: '1990-12-10',
    'selected-country-code': 'US',
    document: 'sample-passport.png',
    selfie: 'sample-selfie.png',
  }),
)

const byType: Readonly<Answers> = {
  date: '1990-12-10',
  email: 'ada@example.com',
  tel: '+1 555 0100',
  number: '1',
}

/** Returns made-up answers to some steps, for an inquiry that starts halfway. */
export function sampleAnswers(steps: readonly Step[]): Answers {
  return Object.fromEntries(
    steps.flatMap(expectedAnswers).map((expected) => [expected.name, sampleAnswer(expected)]),
  )
}

function sampleAnswer({ name, field, values }: ExpectedAnswer): string {
  const known = byName.get(name)
  if (values !== undefined && (known === undefined || !values.includes(known))) {
    return values[0] ?? ''
  }
  return known ?? byType[field?.type ?? ''] ?? 'Sample'
}
