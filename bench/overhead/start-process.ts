import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A child process that is measured. */
export interface MeasuredProcess {
  /** URL of its server. */
  readonly address: string
  /** Returns its CPU time in milliseconds. */
  getCpuTime(): Promise<number>
  stop(): Promise<void>
}

/** Runs a file of this folder in a child process. */
export async function startProcess(
  file: string,
  processArguments: readonly string[],
): Promise<MeasuredProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), processArguments)
  const address = await nextMessage(child)
  return {
    address: String(address),
    async getCpuTime() {
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
