import { defineFault, type Fault, type LastingFault, noArgument, type NoArgument } from './fault.ts'

/** Resets every connection except those to `/_emulator`. */
export const cutNetwork: LastingFault<NoArgument> = defineFault({
  name: 'cutNetwork',
  group: 'Network',
  label: 'Cut the network',
  summary: 'Resets every connection except those to this page.',
  active: 'The network is cut',
  argument: noArgument,
  apply({ faults, network }) {
    network.cut()
    faults.add('cutNetwork', {}, network.restore)
  },
})

/** Ends `cutNetwork`. */
export const restoreNetwork: Fault<NoArgument> = defineFault({
  name: 'restoreNetwork',
  group: 'Network',
  label: 'Restore the network',
  summary: 'The emulator can be reached again.',
  argument: noArgument,
  apply: ({ faults }) => void faults.clear('cutNetwork'),
})
