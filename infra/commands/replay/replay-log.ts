import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'

export type LogReading = {
  readonly store: Pick<EventStore, 'readAll' | 'head'>
  readonly onEvent: (event: RecordedEvent) => void
  readonly onProgress: (read: Read) => void
}

type Read = {
  readonly events: number
  /** From 0 to 1, by positions: the log does not count its events. */
  readonly share: number
}

/** As many as the log gives at once without keeping others waiting. */
const PAGE_EVENTS = 1_000

/**
 * Hands over the log from its first event to what is its end now. One page is in hand and one is on its way,
 * however long the log is.
 */
export async function replayLog({ store, onEvent, onProgress }: LogReading): Promise<void> {
  const head = await store.head()
  let events = 0
  let from: Position | null = logStart
  let coming = store.readAll({ from, maxCount: PAGE_EVENTS })
  while (from !== null) {
    const page: Awaited<typeof coming> = await coming
    from = page.next
    if (from !== null) coming = store.readAll({ from, maxCount: PAGE_EVENTS })
    for (const event of page.events) onEvent(event)
    events += page.events.length
    onProgress({ events, share: shareOf(page.events.at(-1)?.position, head) })
  }
}

function shareOf(position: Position | undefined, head: Position): number {
  return position === undefined || head <= 0n ? 1 : Math.min(1, Number(position) / Number(head))
}
