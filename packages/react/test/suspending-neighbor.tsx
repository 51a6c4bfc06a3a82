import type { ReactNode } from 'react'

/** Data that a neighbor waits for. */
export interface Data {
  readonly promise: Promise<void>
  isLoaded: boolean
}

/** Creates data that is not loaded yet. */
export function createData(): Data & { load: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  const data = {
    promise,
    isLoaded: false,
    load: () => {
      data.isLoaded = true
      resolve()
    },
  }
  return data
}

/** Suspends until its data is loaded. */
export function Neighbor({ data }: { data: Data | undefined }): ReactNode {
  // oxlint-disable-next-line typescript/only-throw-error -- React 18 has no other way to suspend.
  if (data && !data.isLoaded) throw data.promise
  return <p>Neighbor</p>
}
