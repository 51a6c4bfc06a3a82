import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process under measurement. */
export interface MeasuredProcess {
  readonly address: string
  /** Returns the CPU time used so far, in milliseconds. */
  cpuTime(): Promise<number>
  stop(): Promise<void>
}

/** Starts a file of this folder in another process. */
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
    const onMessage = (message: unknown) => {
      child.off('exit', onExit)
      resolve(message)
    }
    const onExit = (code: number | null) => {
      child.off('message', onMessage)
      reject(new Error(`A process of the benchmark ended with ${code}.`))
    }
    child.once('message', onMessage)
    child.once('exit', onExit)
  })
}
