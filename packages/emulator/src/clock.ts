import { Heap } from 'heap-js'

/**
 * The one source of time in an emulator: expiry, tokens, limits, retries and records all read it.
 * It runs with the machine's time until it is set, advanced or frozen. Times are milliseconds since
 * the Unix epoch.
 */
export interface Clock {
  readonly isFrozen: boolean
  now(): number
  /** Moves time forward. What falls due on the way happens in its order, each at its own time. */
  advance(milliseconds: number): void
  /** Jumps to a time, forward as by `advance`, or back. */
  set(time: number): void
  /** Time stands still, but for `advance` and `set`. */
  freeze(): void
  /** Time runs again, from where it stands. */
  run(): void
  /** Calls back once, when the time has come. */
  at(time: number, task: () => void): void
  /** Calls back whenever time has been moved, frozen or let run. */
  onTurned(listener: () => void): void
  /** Back to the machine's own time, with nothing due. */
  reset(): void
}

interface Task {
  readonly time: number
  /** Of two tasks at the same time, the one that was added first comes first. */
  readonly order: number
  readonly run: () => void
}

// A timer of more would fire at once.
const longestTimer = 2 ** 31 - 1

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
  const standAt = (time: number) => {
    anchor = { time, machineTime: Date.now() }
  }
  const takeDue = (time: number) =>
    (tasks.peek()?.time ?? Infinity) <= time ? tasks.pop() : undefined

  const moveTo = (target: number) => {
    // A task that turns the clock itself would otherwise run the tasks behind its own back.
    if (isMoving) return standAt(target)
    standAt(now())
    isMoving = true
    try {
      for (let task = takeDue(target); task; task = takeDue(target)) {
        standAt(Math.max(anchor.time, task.time))
        task.run()
      }
    } finally {
      standAt(target)
      isMoving = false
      arm()
    }
  }
  const arm = () => {
    clearTimeout(timer)
    const next = tasks.peek()
    if (!next || isFrozen || isMoving) return
    timer = setTimeout(() => moveTo(now()), Math.min(Math.max(next.time - now(), 0), longestTimer))
    timer.unref()
  }
  const turned = () => {
    for (const listener of listeners) listener()
  }

  return {
    get isFrozen() {
      return isFrozen
    },
    now,
    advance(milliseconds) {
      moveTo(now() + milliseconds)
      turned()
    },
    set(time) {
      moveTo(time)
      turned()
    },
    freeze() {
      standAt(now())
      isFrozen = true
      arm()
      turned()
    },
    run() {
      standAt(now())
      isFrozen = false
      arm()
      turned()
    },
    at(time, run) {
      const isNext = time < (tasks.peek()?.time ?? Infinity)
      tasks.push({ time, order: (order += 1), run })
      if (isNext) arm()
    },
    onTurned(listener) {
      listeners.push(listener)
    },
    reset() {
      tasks.clear()
      isFrozen = false
      standAt(Date.now())
      arm()
      turned()
    },
  }
}
