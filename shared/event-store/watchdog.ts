import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { SubscribeDependencies, Subscription } from './subscription.ts'

/** Long enough for a busy node to deliver, short enough that a dead subscription costs under 5 s. */
const CHECK_EVERY_MS = 2_000

/** More than a filtered subscription passes in silence, see its checkpoints. */
const LOOK_AHEAD_EVENTS = 1_000

/**
 * Every CHECK_EVERY_MS: if nothing has come since the last look although something was there to come by
 * then, the subscription is dead and gets the error that makes its owner open another one.
 */
export function startWatchdog(
  { reader, wanted, logger }: SubscribeDependencies,
  subscription: Subscription,
): Disposable {
  let seenBefore = subscription.seen()
  let due: Position = logStart
  let lookedUntil = seenBefore
  let isLooking = false

  const look = async (): Promise<void> => {
    const seen = subscription.seen()
    const isMoving = seen !== seenBefore || subscription.hasWaiting()
    seenBefore = seen
    if (isMoving) {
      due = logStart
      return
    }
    if (due > seen) {
      logger?.warn({ seen: String(seen), due: String(due) }, 'a subscription has gone silent')
      subscription.fail(new Unavailable('event-store', 'The subscription has gone silent'))
      return
    }
    due = await findDue(seen)
  }

  const findDue = async (seen: Position): Promise<Position> => {
    const prefixes = wanted.streamPrefixes
    if (prefixes === undefined) return reader.head()
    const from = lookedUntil > seen ? lookedUntil : seen
    const page = await reader.readAll({ from, maxCount: LOOK_AHEAD_EVENTS })
    const missed = page.events.find(({ stream }) => prefixes.some((it) => stream.startsWith(it)))
    if (missed !== undefined) return missed.position
    lookedUntil = page.events.at(-1)?.position ?? from
    return page.next ?? logStart
  }

  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch(() => undefined) // the log itself does not answer, which the subscription notices by itself
      .finally(() => {
        isLooking = false
      })
  }, CHECK_EVERY_MS)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
