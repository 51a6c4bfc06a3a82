/** A `name` is an identifier or a path; `prose` is text outside of the code. */
export type TextKind = 'name' | 'comment' | 'prose'

export interface FoundWord {
  /** Where in the text it begins. */
  index: number
  message: string
}

/** Words without an ordinary or technical meaning here, each with the field's word for it. */
const privateWords = [
  ['appointment', 'reservation'],
  ['blot', 'mask'],
  ['dependable memory', 'fail-open store'],
  ['desk', 'service'],
  ['doors', 'boundaries'],
  ['dress', 'style'],
  ['dressed', 'styled'],
  ['dresses', 'styles'],
  ['fate', 'delivery'],
  ['give page back', 'release'],
  ['happenings', 'event log'],
  ['herd', 'thundering herd'],
  ['house', 'packages'],
  ['knob', 'control'],
  ['lever', 'action'],
  ['office', 'context'],
  ['own interface', 'custom UI'],
  ['patience', 'timeout'],
  ['plant', 'load'],
  ['point relay', 'latest-ref client'],
  ['quest', 'request'],
  ['rooms', 'packages'],
  ['scene', 'fixture'],
  ['seeker', 'loader'],
  ['session relay', 'latest-ref client'],
  ['stage hand', 'demo controller'],
  ['standing option', 'default'],
  ['standing order', 'active fault'],
  ['standstill', 'frozen'],
  ['take page', 'acquire modal'],
  ['undress', 'remove the styles'],
  ['undressed', 'without styles'],
  ['undresses', 'removes the styles'],
  ['widget holder', 'frame manager'],
] as const

/** Words that are clear in a sentence, but not in a name. */
const privateNames = [
  ['flights', 'in flight'],
  ['happening', 'event'],
  ['lapsed', 'expired'],
  ['misuse', 'usage error'],
  ['news', 'events'],
  ['passage', 'permit'],
  ['world', 'context'],
] as const

/** Words that make a comment vague, each with what to write instead. */
const vagueWords = [
  ['anybody', 'who it is'],
  ['nobody', 'what does not happen'],
  ['somebody', 'who it is'],
  ['whoever', 'who it is'],
] as const

const britishSpellings = [
  '(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap)our\\w*',
  '(anonym|apolog|author|categor|character|custom|emphas|final|general|initial|local|maxim|memor|minim|normal|optim|organ|priorit|real|recogn|sanit|serial|special|standard|summar|synchron|token|util|visual)is(e[drs]?|ing|ations?)',
  '(anal|catal|paral)ys(ed?|ers?|ing)',
  '(cancel|channel|fuel|label|level|marshal|model|signal|total|travel|tunnel)l(ed|ers?|ing)',
  '(cent|fib|lit|met|theat)res?',
  '(defen|licen|offen|preten)ces?',
  'artefacts?|cheques?|fulfils?|fulfilment|grey(ed|s)?|judgements?|programmes?|whilst',
]
const britishSpelling = new RegExp(`^(${britishSpellings.join('|')})$`)

interface Phrase {
  words: readonly string[]
  kinds: readonly TextKind[]
  advice: string
}

const phrases = [
  ...toPhrases(privateWords, ['name', 'comment', 'prose']),
  ...toPhrases(privateNames, ['name']),
  ...toPhrases(vagueWords, ['comment']),
]

function toPhrases(list: readonly (readonly [string, string])[], kinds: TextKind[]): Phrase[] {
  return list.flatMap(([phrase, advice]) =>
    [phrase, `${phrase}s`].map((text) => ({ words: text.split(' '), kinds, advice })),
  )
}

interface Word {
  text: string
  index: number
  end: number
}

/**
 * Finds the words that are private to this project, singular and plural, and British spellings. An
 * identifier is read word by word; a longer word that holds a listed one does not count.
 */
export function findPrivateWords(text: string, kind: TextKind): FoundWord[] {
  const words = splitWords(text)
  return words.flatMap(({ text: word, index }, position) => {
    if (britishSpelling.test(word)) return { index, message: `“${word}” is British spelling.` }
    const phrase = phrases.find(
      ({ words: sought, kinds }) => kinds.includes(kind) && isAt(position, sought, words, text),
    )
    if (phrase === undefined || isFieldTerm(position, words)) return []
    const found = phrase.words.join(' ')
    return { index, message: `“${found}” is not in the vocabulary. Instead: ${phrase.advice}.` }
  })
}

function splitWords(text: string): Word[] {
  return [...text.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)].map(({ 0: word, index }) => ({
    text: word.toLowerCase(),
    index,
    end: index + word.length,
  }))
}

/** Whether the words follow one another from the position on, without punctuation between them. */
function isAt(position: number, sought: readonly string[], words: Word[], text: string): boolean {
  return sought.every((word, offset) => {
    const found = words[position + offset]
    if (found?.text !== word) return false
    const before = offset === 0 ? undefined : words[position + offset - 1]
    return before === undefined || /^[\s*_-]*$/.test(text.slice(before.end, found.index))
  })
}

/** A thundering herd is the field's own term. */
function isFieldTerm(position: number, words: Word[]): boolean {
  return words[position]?.text === 'herd' && words[position - 1]?.text === 'thundering'
}
