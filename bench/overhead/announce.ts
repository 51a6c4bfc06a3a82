/** Sends the address to the parent process, and on each of its messages the CPU time used, in ms. */
export function announce(address: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1000)
  })
  process.on('disconnect', () => process.exit())
  process.send?.(address)
}
