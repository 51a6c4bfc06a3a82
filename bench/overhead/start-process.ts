import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process that is measured. */
export interface MeasuredProcess {
  /** Where it answers. */
  readonly address: string
  /** Milliseconds of CPU time that it has used. */
  cpuTime(): Promise<number>
  stop(): Promise<void>
}

/** Starts a file beside this one in a process of its own. */
export async function startProcess(
  file: string,
  processArguments: readonly string[],
): Promise<MeasuredProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), processArguments)
  const address = await nextMessage(child)
  return {
    address: String(address),
    async cpuTime() {
      child.send('cpu')
      return Number(await nextMessage(child))
    },
    async stop() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      child.off('exit', fail)
      resolve(message)
    }
    const fail = (code: number | null) => {
      child.off('message', hear)
      reject(new Error(`A process of the benchmark ended with ${code}.`))
    }
    child.once('message', hear)
    child.once('exit', fail)
  })
}
