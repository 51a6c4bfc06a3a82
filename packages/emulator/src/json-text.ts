/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A JSON text that was read, and where its values stand in it. */
export interface JsonText {
  readonly value: unknown
  /** Where the value of a path begins; of the nearest value around it, where there is none. */
  placeOf(path: readonly PropertyKey[]): Place
}

/** A text that is no JSON, with the place of the first thing that is wrong. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError'
}

interface Node {
  readonly value: unknown
  readonly start: number
  readonly children: ReadonlyMap<PropertyKey, Node>
}

const token = /\s*("(?:\\.|[^"\\\n])*"|[{}[\],:]|[^\s{}[\],:"]+|"|$)/y

/**
 * Reads JSON. `JSON.parse` names the place of an error only for some, and that of a value never.
 *
 * @throws JsonTextError
 */
export function readJsonText(text: string): JsonText {
  const reader = createReader(text)
  const root = reader.readValue()
  reader.expect('', 'the end of the file')
  return {
    value: root.value,
    placeOf(path) {
      let node = root
      for (const name of path) node = node.children.get(name) ?? node
      return placeAt(text, node.start)
    },
  }
}

// Deeper than any file that somebody means, and far from the end of the stack.
const mostNested = 100

function createReader(text: string) {
  let depth = 0
  let end = 0
  let next = { text: '', start: 0 }
  const advance = () => {
    const taken = next
    token.lastIndex = end
    const found = token.exec(text)?.[1] ?? ''
    end = found === '' ? text.length : token.lastIndex
    next = { text: found, start: end - found.length }
    return taken
  }
  const fail = (expected: string): never => {
    const { line, column } = placeAt(text, next.start)
    const found = next.text === '' ? 'the end of the file' : next.text
    throw new JsonTextError(
      `Line ${line}, column ${column}: expected ${expected}, found ${shorten(found)}.`,
    )
  }
  const expect = (wanted: string, name: string) => {
    if (next.text !== wanted) fail(name)
    advance()
  }
  const goesOn = (closing: string) => {
    if (next.text === ',') return advance()
    if (next.text !== closing) fail(`, or ${closing}`)
    return undefined
  }

  const readObject = (start: number): Node => {
    const children = new Map<string, Node>()
    if (next.text !== '}') {
      do {
        if (!next.text.startsWith('"')) fail('a name in double quotes')
        const name = String(readScalar().value)
        expect(':', ':')
        children.set(name, readValue())
      } while (goesOn('}'))
    }
    advance()
    return { value: Object.fromEntries(valuesOf(children)), start, children }
  }
  const readArray = (start: number): Node => {
    const children = new Map<number, Node>()
    if (next.text !== ']') {
      do children.set(children.size, readValue())
      while (goesOn(']'))
    }
    advance()
    return { value: valuesOf(children).map(([, value]) => value), start, children }
  }
  const readScalar = (): Node => {
    try {
      const value: unknown = JSON.parse(next.text)
      return { value, start: advance().start, children: new Map() }
    } catch {
      return fail('a value')
    }
  }
  const readNested = (read: (start: number) => Node): Node => {
    if (depth === mostNested) fail(`at most ${mostNested} levels`)
    depth += 1
    const node = read(advance().start)
    depth -= 1
    return node
  }
  const readValue = (): Node => {
    if (next.text === '{') return readNested(readObject)
    if (next.text === '[') return readNested(readArray)
    return readScalar()
  }

  advance()
  return { readValue, expect }
}

function valuesOf<Key>(children: ReadonlyMap<Key, Node>): [Key, unknown][] {
  return [...children].map(([key, { value }]) => [key, value])
}

function placeAt(text: string, index: number): Place {
  const lines = text.slice(0, index).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text
}
