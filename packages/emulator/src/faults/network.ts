/** Whether the emulator can be reached at all; `/_emulator` always can. */
export interface Network {
  readonly isCut: boolean
  cut(): void
  restore(): void
  /** Calls back at each cut, so that connections that are open then can be reset. */
  onCut(listener: () => void): void
}

export function createNetwork(): Network {
  const listeners: (() => void)[] = []
  let isCut = false
  return {
    get isCut() {
      return isCut
    },
    cut() {
      isCut = true
      for (const listener of listeners) listener()
    },
    restore() {
      isCut = false
    },
    onCut(listener) {
      listeners.push(listener)
    },
  }
}
