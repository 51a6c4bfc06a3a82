/** Checks the value of an option, which may be `undefined`. */
export type OptionCheck = (value: unknown, name: string) => void

/** A check for every option, so that one without a check does not compile. */
export type OptionChecks<Options> = Readonly<Record<keyof Options & string, OptionCheck>>

/**
 * Checks the options of a function, all of them before it throws.
 *
 * @param caller name of the function, for the error
 * @throws {TypeError} if an option is missing, wrong or unknown; the message names every mistake
 */
export function checkOptions<Options>(
  caller: string,
  options: unknown,
  checks: OptionChecks<Options>,
): void {
  if (!isObject(options)) throw new TypeError(`${caller} needs an object of options.`)
  const entries = Object.entries<OptionCheck>(checks)
  const names = entries.map(([name]) => name)
  const mistakes = entries.flatMap(([name, check]) => findMistake(() => check(options[name], name)))
  for (const name of Object.keys(options)) {
    if (names.includes(name) || options[name] === undefined) continue
    mistakes.push(`${name} is no option. The options are ${names.join(', ')}.`)
  }
  if (mistakes.length === 0) return
  throw new TypeError(`The options of ${caller} are wrong. ${mistakes.join(' ')}`)
}

/** Returns the message of the `TypeError` that a check throws. */
function findMistake(check: () => void): readonly string[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof TypeError) return [error.message]
    throw error
  }
}

/** Makes a check pass if the option is left out. */
export function optional(check: OptionCheck): OptionCheck {
  return (value, name) => {
    if (value !== undefined) check(value, name)
  }
}

/** Requires a function. */
export const requireFunction: OptionCheck = (value, name) => {
  if (typeof value !== 'function') throw new TypeError(`${name} must be a function.`)
}

/** Requires text that is not empty. */
export const requireText: OptionCheck = (value, name) => {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a string.`)
}

/** Maximum of a timer in milliseconds. Beyond it, timers end at once. */
const maxMilliseconds = 2 ** 31 - 1

/** Requires a number above 0 that a timer can wait for. */
export const requireMilliseconds: OptionCheck = (value, name) => {
  if (typeof value === 'number' && value > 0 && value <= maxMilliseconds) return
  throw new TypeError(`${name} must be a number of milliseconds above 0.`)
}

/** Requires a number of seconds above 0. */
export const requireSeconds: OptionCheck = (value, name) => {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return
  throw new TypeError(`${name} must be a number of seconds above 0.`)
}

/** Requires a whole number from 1 on, or `Infinity`. */
export const requireCount: OptionCheck = (value, name) => {
  if (typeof value === 'number' && value >= 1 && Math.floor(value) === value) return
  throw new TypeError(`${name} must be a whole number from 1 on.`)
}

/** Requires one of the values. */
export function requireOneOf(...values: readonly string[]): OptionCheck {
  return (value, name) => {
    if (values.some((allowed) => allowed === value)) return
    throw new TypeError(`${name} must be ${values.map((text) => `'${text}'`).join(' or ')}.`)
  }
}

/** Requires an object with these methods. */
export function requireMethods(...methods: readonly string[]): OptionCheck {
  return (value, name) => {
    if (hasMethods(value, ...methods)) return
    throw new TypeError(`${name} must be an object with the functions ${methods.join(', ')}.`)
  }
}

/** Returns whether a value has these methods, its own or inherited ones. */
export function hasMethods(value: unknown, ...methods: readonly string[]): boolean {
  return isObject(value) && methods.every((method) => typeof value[method] === 'function')
}

/** Returns whether a value is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
