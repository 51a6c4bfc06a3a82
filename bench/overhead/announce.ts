/** Sends the address to the parent process, and on request the CPU time used so far, in ms. */
export function announce(address: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1000)
  })
  process.on('disconnect', () => process.exit())
  process.send?.(address)
}
