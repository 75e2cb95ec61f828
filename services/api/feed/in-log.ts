import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { type FieldErrors, invalid } from '@deskhive/shared/kernel/refused.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { Desk } from '#api/desk.ts'

/** How far the log reaches now. */
export type FindLogEnd = () => Promise<Position>

/**
 * The end is that of the very last event, also where that is the system's own: a reader may have come to it.
 * Who asks while an answer is under way shares it.
 */
export function createLogEndFinder(log: Pick<EventStore, 'readAll'>): FindLogEnd {
  let asked: Promise<Position> | null = null
  return () => {
    asked ??= log
      .readAll({ direction: 'backwards', maxCount: 1 })
      .then(({ reached }) => reached)
      .finally(() => {
        asked = null
      })
    return asked
  }
}

/** A node that follows is some ms behind the one that gave the position out. */
const WAIT_LIMIT_MS = 2_000
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 500

/**
 * Who goes on behind the log's end would never see what is written up to there.
 * @param errors what is told where the log does not come to it
 * @throws Refused('INVALID'), or Unavailable where the read models know the position and the log does not yet
 */
export async function waitUntilInLog(
  { waiter, findLogEnd }: Pick<Desk, 'waiter' | 'findLogEnd'>,
  position: Position,
  errors: FieldErrors,
): Promise<void> {
  const giveUpAt = performance.now() + WAIT_LIMIT_MS
  for (let tries = 0; position > (await findLogEnd()); tries += 1) {
    if (performance.now() > giveUpAt) {
      if (position > waiter.current()) throw invalid(errors)
      throw new Unavailable('event-store', 'The log does not come to this position yet')
    }
    await pause(backoffMs(tries, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
  }
}
