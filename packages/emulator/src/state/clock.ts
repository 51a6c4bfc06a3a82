import { Heap } from 'heap-js'

/**
 * The only source of time of an emulator: for expiry, tokens, limits, retries and records. It runs
 * with the machine's time until it is set, advanced or frozen. Times are milliseconds since the Unix
 * epoch.
 */
export interface Clock {
  readonly isFrozen: boolean
  now(): number
  /** Moves time forward. Runs the tasks due on the way in order, each at its own time. */
  advance(milliseconds: number): void
  /** Sets the time: forward like `advance`, or back. */
  set(time: number): void
  /** Stops time, except for `advance` and `set`. */
  freeze(): void
  /** Lets time run from the current one. */
  run(): void
  /** Runs a task once at a time. */
  at(time: number, task: () => void): void
  /** Calls the listener after each change but the passing of time. */
  onChange(listener: () => void): void
  /** Returns to the machine's time and drops all tasks. */
  reset(): void
}

interface Task {
  readonly time: number
  /** Orders tasks of the same time by when they were added. */
  readonly order: number
  readonly run: () => void
}

// A longer timer would fire at once.
const maxTimer = 2 ** 31 - 1

export function createClock(): Clock {
  const tasks = new Heap<Task>((one, other) => one.time - other.time || one.order - other.order)
  const listeners: (() => void)[] = []
  let anchor = { time: Date.now(), machineTime: Date.now() }
  let isFrozen = false
  let isMoving = false
  let order = 0
  let timer: NodeJS.Timeout | undefined

  const now = () =>
    isFrozen || isMoving ? anchor.time : anchor.time + Date.now() - anchor.machineTime
  const anchorAt = (time: number) => {
    anchor = { time, machineTime: Date.now() }
  }
  const takeDue = (time: number) =>
    (tasks.peek()?.time ?? Infinity) <= time ? tasks.pop() : undefined

  const moveTo = (target: number) => {
    anchorAt(now())
    isMoving = true
    try {
      for (let task = takeDue(target); task; task = takeDue(target)) {
        anchorAt(Math.max(anchor.time, task.time))
        task.run()
      }
    } finally {
      anchorAt(target)
      isMoving = false
      arm()
    }
  }
  const arm = () => {
    clearTimeout(timer)
    const next = tasks.peek()
    if (!next || isFrozen || isMoving) return
    timer = setTimeout(() => moveTo(now()), Math.min(Math.max(next.time - now(), 0), maxTimer))
    timer.unref()
  }
  const notify = () => {
    for (const listener of listeners) listener()
  }

  return {
    get isFrozen() {
      return isFrozen
    },
    now,
    advance(milliseconds) {
      moveTo(now() + milliseconds)
      notify()
    },
    set(time) {
      moveTo(time)
      notify()
    },
    freeze() {
      anchorAt(now())
      isFrozen = true
      arm()
      notify()
    },
    run() {
      anchorAt(now())
      isFrozen = false
      arm()
      notify()
    },
    at(time, run) {
      const isNext = time < (tasks.peek()?.time ?? Infinity)
      tasks.push({ time, order: (order += 1), run })
      if (isNext) arm()
    },
    onChange(listener) {
      listeners.push(listener)
    },
    reset() {
      tasks.clear()
      isFrozen = false
      anchorAt(Date.now())
      arm()
      notify()
    },
  }
}
