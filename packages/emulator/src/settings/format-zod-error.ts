import type { z } from 'zod'

/** Returns a sentence for each problem with its path, such as `steps[2].name is missing.` */
export function formatZodError({ issues }: z.ZodError): string {
  return issues.map((issue) => `${pathOf(issue)} ${problemOf(issue)}.`).join(' ')
}

function pathOf({ path }: z.core.$ZodIssue): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  return text === '' ? 'It' : text
}

const kinds: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a JSON object',
  record: 'a JSON object',
  string: 'a string',
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.message.endsWith('received undefined')) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      if (issue.minimum === 1 && canBeEmpty(issue.origin)) return 'must not be empty'
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'unrecognized_keys':
      return `knows no ${issue.keys.join(', ')}`
    default:
      return issue.message
  }
}

function canBeEmpty(origin: string): boolean {
  return origin === 'string' || origin === 'array'
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' items long' : ''
}
