import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Reader } from './read.ts'
import type { SubscribeDependencies, Subscription } from './subscription.ts'
import type { Passed } from './transport.ts'

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
  const findDue = lookAhead(reader, wanted.streamPrefixes, seenBefore)
  let isLooking = false

  const look = async (): Promise<void> => {
    const seen = subscription.seen()
    const isMoving = seen !== seenBefore || subscription.hasWaiting()
    seenBefore = seen
    if (isMoving) {
      due = logStart
      return
    }
    if (!hasPassed(seen, due)) {
      logger?.warn(
        { seen: String(seen.position), due: String(due) },
        'a subscription has gone silent',
      )
      subscription.fail(new Unavailable('event-store', 'The subscription has gone silent'))
      return
    }
    due = await findDue(seen)
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

/**
 * Finds what the subscription will have passed by the next look; `logStart` where that is nothing for certain. One look may
 * see few events, because they are large: what it looks at is counted from where the subscription is.
 */
function lookAhead(
  reader: Reader,
  prefixes: readonly string[] | undefined,
  { position }: Passed,
): (seen: Passed) => Promise<Position> {
  if (prefixes === undefined) return () => reader.head()
  let until = position
  let looked = 0
  return async (seen) => {
    const hasLookedOn = until > seen.position
    const from = hasLookedOn ? until : seen.position
    const isFromIncluded = !hasLookedOn && !seen.isIncluded
    const page = await reader.readAll({ from, isFromIncluded, maxCount: LOOK_AHEAD_EVENTS })
    const missed = page.events.find(({ stream }) => prefixes.some((it) => stream.startsWith(it)))
    if (missed !== undefined) return missed.position
    until = page.events.at(-1)?.position ?? from
    looked = (hasLookedOn ? looked : 0) + page.events.length
    return looked < LOOK_AHEAD_EVENTS ? logStart : until
  }
}

function hasPassed({ position, isIncluded }: Passed, due: Position): boolean {
  return isIncluded ? position >= due : position > due
}
