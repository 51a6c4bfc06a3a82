import { setTimeout as startTimer } from 'node:timers'
import { expect, onTestFinished, test } from 'vitest'
import { findGlobalChanges } from './global-changes.ts'

/** Deletes a property after the test. */
function deleteLater(owner: object, name: string): void {
  onTestFinished(() => void Reflect.deleteProperty(owner, name))
}

test('a task that changes nothing has no changes', async () => {
  expect(await findGlobalChanges(() => structuredClone({}))).toEqual([])
})

test('a new global is a change, and so is one that is changed or removed', async () => {
  deleteLater(globalThis, 'exampleGlobal')
  const set = (value: number) => () => Reflect.set(globalThis, 'exampleGlobal', value)
  expect(await findGlobalChanges(set(1))).toEqual(['adds globalThis.exampleGlobal'])
  expect(await findGlobalChanges(set(1))).toEqual([])
  expect(await findGlobalChanges(set(2))).toEqual(['changes globalThis.exampleGlobal'])
  expect(
    await findGlobalChanges(() => Reflect.deleteProperty(globalThis, 'exampleGlobal')),
  ).toEqual(['removes globalThis.exampleGlobal'])
})

test('a symbol and a getter are changes', async () => {
  const key = Symbol.for('example')
  onTestFinished(() => void Reflect.deleteProperty(globalThis, key))
  const define = () => Object.defineProperty(globalThis, key, { get: () => 1, configurable: true })
  expect(await findGlobalChanges(define)).toEqual(['adds globalThis.Symbol(example)'])
  expect(await findGlobalChanges(define)).toEqual(['changes globalThis.Symbol(example)'])
})

test('a changed prototype is a change', async () => {
  deleteLater(Array.prototype, 'example')
  const extend = () => Reflect.set(Array.prototype, 'example', true)
  expect(await findGlobalChanges(extend)).toEqual(['adds globalThis.Array.prototype.example'])
})

test('a patched function is a change', async () => {
  const { fetch } = globalThis
  onTestFinished(() => {
    globalThis.fetch = fetch
  })
  const patch = () => {
    globalThis.fetch = (...given) => fetch(...given)
  }
  expect(await findGlobalChanges(patch)).toEqual(['changes globalThis.fetch'])
})

test('a listener of the process and a variable of its environment are changes', async () => {
  const listener = () => {}
  onTestFinished(() => void process.off('SIGUSR2', listener))
  deleteLater(process.env, 'EXAMPLE')
  const changes = await findGlobalChanges(() => {
    process.on('SIGUSR2', listener)
    process.env['EXAMPLE'] = 'yes'
  })
  expect(changes).toContain('adds listener 0 of process for SIGUSR2')
  expect(changes).toContain('adds process.env.EXAMPLE')
})

test('a timer is a change, even one that lets the process end', async () => {
  const timers: NodeJS.Timeout[] = []
  onTestFinished(() => timers.forEach((timer) => clearTimeout(timer)))
  const start = () => timers.push(startTimer(() => {}, 60_000).unref())
  expect(await findGlobalChanges(start)).toEqual(['starts a Timeout'])
})

test('output is a change', async () => {
  const print = () => process.stderr.write('Deprecated.')
  expect(await findGlobalChanges(print)).toEqual(['prints "Deprecated."'])
})

test('restores what it watches, even if the task throws', async () => {
  const { write } = process.stderr
  const fail = () => {
    throw new Error('It is broken.')
  }
  await expect(findGlobalChanges(fail)).rejects.toThrow('It is broken.')
  expect(process.stderr.write).toBe(write)
})
