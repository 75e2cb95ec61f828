import { flushCompileCache } from 'node:module'
import process from 'node:process'

// Loaded into each of our own children (`node --import`). Their supervisor holds the other end of an
// IPC channel: when it is gone, however it went, the channel closes, and the child stops as if asked to.
// What was compiled is kept when the start is over: Node keeps it at the end, which one that is killed never has,
// and its successor would have to compile it all again.

/** After this a drain hangs; shorter than what a next supervisor waits for leftovers. */
const DRAIN_LIMIT_MS = 7000

/** Later than a start takes. */
const STARTED_AFTER_MS = 5_000
/** It stands still meanwhile, at its first start for up to half a second, so not while somebody waits for it ... */
const LOOK_EVERY_MS = 1_000
const QUIET_SHARE = 0.2
/** ... but one that always has work keeps it, too. */
const KEEP_AFTER_MS = 20_000

let before = performance.eventLoopUtilization()
const looking = setInterval(() => {
  const now = performance.eventLoopUtilization()
  const isQuiet = performance.eventLoopUtilization(now, before).utilization < QUIET_SHARE
  before = now
  if (performance.now() < (isQuiet ? STARTED_AFTER_MS : KEEP_AFTER_MS)) return
  clearInterval(looking)
  flushCompileCache()
}, LOOK_EVERY_MS)
looking.unref()

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), DRAIN_LIMIT_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref() // it shall not keep alive a child that has nothing else to do
}
