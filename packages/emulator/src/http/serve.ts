import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Network } from '../faults/network.ts'

/** Lets servers answer, as far as the network stands. `/_emulator` is always reachable. */
export function serve(servers: readonly Server[], network: Network, answer: RequestListener): void {
  const isSteering = new Map<Socket, boolean>()

  for (const server of servers) {
    server.on('connection', (socket) => {
      isSteering.set(socket, false)
      socket.once('close', () => isSteering.delete(socket))
    })
    server.on('request', (request, response) => {
      const isControl = request.url?.startsWith('/_emulator') === true
      isSteering.set(request.socket, isControl)
      if (network.isCut && !isControl) request.socket.resetAndDestroy()
      else answer(request, response)
    })
  }

  network.onCut(() => {
    for (const [socket, isControl] of isSteering) {
      if (!isControl) socket.resetAndDestroy()
    }
  })
}
