import { logStart, type Position } from '../kernel/position.ts'
import type { LogPage } from './event-store.ts'
import type { Reader } from './read.ts'

/** What the log says of a place where no event begins: it has no code for that, only its words. */
const REFUSAL = /InvalidPosition/

const PAGE_SIZE = 500

/** Whether a read or a subscription was refused because no event begins where it was to begin. */
export function isLostPosition(cause: unknown): boolean {
  return cause instanceof Error && REFUSAL.test(cause.message)
}

/**
 * Where to go on instead: after the last event that is still there and not behind that place. Whoever took
 * an event away has broken the log, which verifying it tells; a desk that stands still would not mend it.
 */
export async function lastPositionUpTo(reader: Reader, place: Position): Promise<Position> {
  let from: Position | null | undefined
  while (from !== null) {
    const page: LogPage = await reader.readAll({
      direction: 'backwards',
      maxCount: PAGE_SIZE,
      ...(from === undefined ? {} : { from }),
    })
    const found = page.events.find(({ position }) => position <= place)
    if (found !== undefined) return found.position
    from = page.next
  }
  return logStart
}
