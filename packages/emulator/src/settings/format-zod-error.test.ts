import { expect, test } from 'vitest'
import { z } from 'zod'
import { formatZodError } from './format-zod-error.ts'

const schema = z.strictObject({
  name: z.string().min(2),
  age: z.int().min(0).max(150).optional(),
  color: z.enum(['red', 'green']).optional(),
  steps: z.array(z.strictObject({ title: z.string() })).optional(),
  tags: z.array(z.string().min(1)).min(1).optional(),
  code: z
    .string()
    .refine((code) => code.startsWith('x'), 'must begin with x')
    .optional(),
})

test.for<[unknown, string]>([
  [[], 'It must be a JSON object.'],
  [{}, 'name is missing.'],
  [{ name: 1 }, 'name must be a string.'],
  [{ name: 'A' }, 'name must be at least 2 characters long.'],
  [{ name: 'Ada', age: 1.5 }, 'age must be a whole number.'],
  [{ name: 'Ada', age: -1 }, 'age must be at least 0.'],
  [{ name: 'Ada', age: 151 }, 'age must be at most 150.'],
  [{ name: 'Ada', color: 'blue' }, 'color must be one of red, green.'],
  [{ name: 'Ada', steps: [{ title: 'One' }, {}] }, 'steps[1].title is missing.'],
  [{ name: 'Ada', shoes: 2 }, 'It knows no shoes.'],
  [{ name: 'Ada', tags: [] }, 'tags must not be empty.'],
  [{ name: 'Ada', tags: [''] }, 'tags[0] must not be empty.'],
  [{ name: 'Ada', code: 'y' }, 'code must begin with x.'],
  [{ age: 'old' }, 'name is missing. age must be a number.'],
])('%j: %s', ([given, explanation]) => {
  const { error } = schema.safeParse(given)
  expect(error && formatZodError(error)).toBe(explanation)
})
