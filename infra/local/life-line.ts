import process from 'node:process'

// Loaded into each of our own children (`node --import`). Their supervisor holds the other end of an
// IPC channel: when it is gone, however it went, the channel closes, and the child stops as if asked to.

/** After this a drain hangs; shorter than what a next supervisor waits for leftovers. */
const DRAIN_LIMIT_MS = 7000

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), DRAIN_LIMIT_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref() // it shall not keep alive a child that has nothing else to do
}
