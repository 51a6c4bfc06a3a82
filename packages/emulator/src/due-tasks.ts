/** Something to be done at a time, in milliseconds since the Unix epoch. */
export interface DueTask {
  readonly time: number
  readonly run: () => void
}

/** What is to be done, the soonest first; of the same time, what was added first. */
export interface DueTasks {
  readonly size: number
  add(task: DueTask): void
  peek(): DueTask | undefined
  take(): DueTask | undefined
  clear(): void
}

export function createDueTasks(): DueTasks {
  const tasks: DueTask[] = []
  // Most are later than all that are there, so that the search ends where it begins.
  const placeFor = (time: number) => {
    let low = 0
    let high = tasks.length
    let middle = Math.max(0, high - 1)
    while (low < high) {
      if ((tasks[middle]?.time ?? Infinity) <= time) low = middle + 1
      else high = middle
      middle = (low + high) >>> 1
    }
    return low
  }
  return {
    get size() {
      return tasks.length
    },
    add(task) {
      tasks.splice(placeFor(task.time), 0, task)
    },
    peek: () => tasks[0],
    take: () => tasks.shift(),
    clear() {
      tasks.length = 0
    },
  }
}
