import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart, type Position, parsePosition } from '@deskhive/shared/kernel/position.ts'
import { findToldPosition } from '@deskhive/shared/read-model/queries/told-notifications.ts'
import pLimit from 'p-limit'
import type { Desk } from '#api/desk.ts'
import { readAfter } from '#api/feed/read-feed.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const READ_AT_ONCE = 500
/** Who asks for ids that are not there makes the log be read whole; this many at once, the others wait. */
const MOST_SEARCHES = 2

/**
 * Finds an event of the log by its position, or by its id: at once where somebody was told of it, else from the log's
 * end backwards, since the log has no index of ids.
 * @param signal ends a search for which nobody waits any more
 */
type FindEvent = (reference: string, signal: AbortSignal) => Promise<RecordedEvent | null>

export function createEventFinder(desk: Desk): FindEvent {
  const inTurn = pLimit(MOST_SEARCHES)
  return async (reference, signal) => {
    const position = parsePosition(reference)
    if (position !== null) return readAt(desk, position)
    if (!uuid.test(reference)) return null
    const id = reference.toLowerCase()
    const told = await findToldPosition(desk.notifications, id)
    if (told !== null) return readAt(desk, told)
    return inTurn(() => search(desk, id, signal))
  }
}

async function readAt(desk: Desk, position: Position): Promise<RecordedEvent | null> {
  if (position > (await desk.log.head())) return null
  const before = position === 0n ? logStart : position - 1n
  const { events } = await readAfter(desk, before, 1)
  return events.find((event) => event.position === position) ?? null
}

async function search(
  { log }: Desk,
  id: string,
  signal: AbortSignal,
): Promise<RecordedEvent | null> {
  let from: Position | undefined
  while (!signal.aborted) {
    const page = await log.readAll({
      direction: 'backwards',
      maxCount: READ_AT_ONCE,
      ...(from !== undefined && { from }),
    })
    const found = page.events.find((event) => event.id === id)
    if (found !== undefined) return found
    if (page.next === null) return null
    from = page.next
  }
  return null
}
