/** What the person has answered so far, by Persona's field names, such as `name-first`. */
export type Answers = Record<string, string>

/** Made-up answers, for an inquiry that a test or a demo finds half-way. */
export const sampleAnswers: Readonly<Answers> = {
  'name-first': 'Ada',
  'name-last': 'Lovelace',
  birthdate: '1990-12-10',
  document: 'sample-passport.png',
}
