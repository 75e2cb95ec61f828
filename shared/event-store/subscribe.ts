import type { RecordedEvent } from '../kernel/event.ts'
import { backoffMs, pause } from '../kernel/pause.ts'
import type { Position } from '../kernel/position.ts'
import { isLostPosition, lastPositionUpTo } from './lost-position.ts'
import { openSubscription, type SubscribeDependencies } from './subscription.ts'
import { startWatchdog } from './watchdog.ts'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2_000

/**
 * One subscription after another, each from the last event handed over: the client's own never
 * reconnect, and now and then one dies without a word, which the watchdog notices.
 */
export async function* subscribe(
  dependencies: SubscribeDependencies,
): AsyncGenerator<RecordedEvent[]> {
  const { wanted, logger } = dependencies
  const { signal } = wanted
  let position = wanted.from
  let failures = 0

  while (!signal.aborted) {
    await using subscription = openSubscription(dependencies, position)
    using _watchdog = startWatchdog(dependencies, subscription)
    try {
      for (;;) {
        const batch = await subscription.next()
        if (batch === null) break
        failures = 0
        position = lastPosition(batch, position)
        yield batch
      }
    } catch (cause) {
      if (signal.aborted) return
      logger?.warn({ err: cause, position: String(position) }, 'subscription lost, opening another')
      wanted.onInterrupted?.(cause)
      if (isLostPosition(cause)) position = await findPlace(dependencies, position)
    }
    await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
    failures += 1
  }
}

async function findPlace(
  { reader, logger }: SubscribeDependencies,
  lost: Position,
): Promise<Position> {
  const found = await lastPositionUpTo(reader, lost).catch(() => lost) // asked again with the next try
  const facts = { lost: String(lost), found: String(found) }
  logger?.error(facts, 'an event was taken out of the log: npm run verify-log tells more')
  return found
}

function lastPosition(batch: readonly RecordedEvent[], otherwise: Position): Position {
  return batch.at(-1)?.position ?? otherwise
}
