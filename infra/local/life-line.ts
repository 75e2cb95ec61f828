import { flushCompileCache } from 'node:module'
import process from 'node:process'

// Loaded into each of our own children (`node --import`). Their supervisor holds the other end of an
// IPC channel: when it is gone, however it went, the channel closes, and the child stops as if asked to.
// What was compiled is kept when the start is over: Node keeps it at the end, which one that is killed never has,
// and its successor would have to compile it all again.

/** After this a drain hangs; shorter than what a next supervisor waits for leftovers. */
const DRAIN_LIMIT_MS = 7000

/** Later than a start takes. It stands still meanwhile, for half a second at its first start and not at all later. */
const STARTED_AFTER_MS = 5_000

setTimeout(flushCompileCache, STARTED_AFTER_MS).unref()

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), DRAIN_LIMIT_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref() // it shall not keep alive a child that has nothing else to do
}
