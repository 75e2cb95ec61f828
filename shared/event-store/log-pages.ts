import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'
import type { EventStore, LogPage } from './event-store.ts'

type PagesOptions = {
  /** The last event that is not wanted. */
  readonly from?: Position
  readonly pageSize?: number
}

/** The log page after page, oldest first, to what is its end by then. */
export async function* logPages(
  store: Pick<EventStore, 'readAll'>,
  { from = logStart, pageSize = 1_000 }: PagesOptions = {},
): AsyncGenerator<RecordedEvent[]> {
  for (let next: Position | null = from; next !== null; ) {
    const page: LogPage = await store.readAll({ from: next, maxCount: pageSize })
    yield page.events
    next = page.next
  }
}
