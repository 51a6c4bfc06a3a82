import { createHook } from 'node:async_hooks'

/** Global values by their path, such as `process.env.HOME`. */
type Snapshot = ReadonlyMap<string, unknown>

/** Resources that keep a process alive, or run code in it later. */
const lastingResources =
  /^(Timeout|Immediate|Microtask|MESSAGEPORT|WORKER|TCP.*|PIPE.*|SIGNALWRAP)$/

/**
 * Runs a task, and returns its changes that outlast it: to globals and their prototypes, `process`,
 * its environment and its listeners. Timers, servers and output count too.
 */
export async function findGlobalChanges(task: () => unknown): Promise<string[]> {
  const changes: string[] = []
  // Node defines the globals of fetch on first use.
  void Response
  const streams = [process.stdout, process.stderr]
  const writes = streams.map(({ write }) => write)
  const before = takeSnapshot()
  const hook = createHook({
    init: (_id, type) => {
      if (lastingResources.test(type)) changes.push(`starts a ${type}`)
    },
  }).enable()
  for (const stream of streams) {
    stream.write = (text) => {
      changes.push(`prints ${JSON.stringify(String(text))}`)
      return true
    }
  }
  try {
    await task()
  } finally {
    hook.disable()
    for (const [index, stream] of streams.entries()) Object.assign(stream, { write: writes[index] })
  }
  return [...changes, ...compare(before, takeSnapshot())]
}

function compare(before: Snapshot, after: Snapshot): string[] {
  const changes: string[] = []
  const changed: string[] = []
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.has(path) && after.has(path) && Object.is(before.get(path), after.get(path)))
      continue
    // If a whole object has changed, do not list its properties.
    if (changed.some((whole) => path.startsWith(`${whole}.`))) continue
    changed.push(path)
    if (!after.has(path)) changes.push(`removes ${path}`)
    else changes.push(`${before.has(path) ? 'changes' : 'adds'} ${path}`)
  }
  return changes
}

function takeSnapshot(): Snapshot {
  const found = new Map<string, unknown>()
  for (const { path, value } of readProperties('globalThis', globalThis, found)) {
    if (!isObject(value) || value === globalThis) continue
    for (const inner of readProperties(path, value, found)) {
      if (inner.path === `${path}.prototype` && isObject(inner.value)) {
        readProperties(inner.path, inner.value, found)
      }
    }
  }
  for (const [name, value] of Object.entries(process.env)) found.set(`process.env.${name}`, value)
  for (const event of process.eventNames()) {
    for (const [index, listener] of process.rawListeners(event).entries()) {
      found.set(`listener ${index} of process for ${String(event)}`, listener)
    }
  }
  return found
}

/** Adds an object's own properties to a snapshot, and returns them. */
function readProperties(
  path: string,
  owner: object,
  found: Map<string, unknown>,
): { path: string; value: unknown }[] {
  return Reflect.ownKeys(owner).map((key) => {
    const inner = `${path}.${String(key)}`
    const { get, set, value } = Object.getOwnPropertyDescriptor(owner, key) ?? {}
    found.set(inner, get ?? value)
    if (set !== undefined) found.set(`the setter of ${inner}`, set)
    return { path: inner, value: get === undefined ? value : undefined }
  })
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
