import { type LogPage, NoSuchPosition } from '@deskhive/shared/event-store/event-store.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { findRecordedPosition } from '@deskhive/shared/read-model/queries/activity-logs.ts'
import pLimit from 'p-limit'
import type { Desk } from '#api/desk.ts'
import {
  accepts,
  type FeedEvent,
  type FeedFilter,
  feedEventOf,
  letsAllThrough,
} from '#api/feed/feed-event.ts'

export type FeedPage = {
  readonly events: readonly FeedEvent[]
  /** All events up to here have been looked at: the next page comes after it. */
  readonly reached: Position
  /** There was nothing behind it when this was read. */
  readonly isEnd: boolean
}

type WantedPage = {
  readonly after: Position
  readonly limit: number
  readonly filter: FeedFilter
}

type Log = Pick<Desk, 'log' | 'database'>

/** Events may have up to 1 MiB, so many at once are more than one should hold. */
const READ_AT_ONCE = 250
/** Then a page is full, whatever its limit. */
const MOST_BYTES = 4 * 1024 * 1024
/** Where a filter lets little through, a page rather comes back short than late. */
const MOST_LOOKED_AT = 5_000

/** @throws Unavailable */
export type ReadFeed = (wanted: WantedPage) => Promise<FeedPage>

/**
 * Reads under way at once. A thousand readers that come back together take turns, or they would all be
 * out of time, and writes with them.
 */
const MOST_READS = 8

export function createFeedReader(desk: Log): ReadFeed {
  const inTurn = pLimit(MOST_READS)
  return (wanted) => inTurn(() => readFeed(desk, wanted))
}

async function readFeed(desk: Log, { after, limit, filter }: WantedPage): Promise<FeedPage> {
  const events: FeedEvent[] = []
  let reached = after
  let bytes = 0
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += READ_AT_ONCE) {
    // One more than wanted, which tells whether there is more.
    const wanted = letsAllThrough(filter) ? limit - events.length + 1 : READ_AT_ONCE
    const page = await readAfter(desk, reached, Math.min(wanted, READ_AT_ONCE))
    for (const event of page.events) {
      if (accepts(filter, event)) {
        if (events.length === limit || bytes >= MOST_BYTES) return { events, reached, isEnd: false }
        const shown = feedEventOf(event)
        events.push(shown)
        bytes += shown.text.length
      }
      reached = event.position
    }
    reached = page.reached
    if (page.next === null) return { events, reached, isEnd: true }
  }
  return { events, reached, isEnd: false }
}

/** Also after a position at which no event starts. */
export async function readAfter(desk: Log, after: Position, maxCount: number): Promise<LogPage> {
  try {
    return await desk.log.readAll({ from: after, maxCount })
  } catch (error) {
    if (!(error instanceof NoSuchPosition)) throw error
    return readAfterAnywhere(desk, after, maxCount)
  }
}

/** The log can only be read from where an event starts. The read models know one that is not far before. */
async function readAfterAnywhere(desk: Log, after: Position, maxCount: number): Promise<LogPage> {
  let from = (await findRecordedPosition(desk.database.readModel, after)) ?? logStart
  for (;;) {
    const page = await desk.log.readAll({ from, maxCount })
    const events = page.events.filter(({ position }) => position > after)
    if (events.length > 0 || page.next === null) {
      return { ...page, events, reached: page.reached > after ? page.reached : after }
    }
    from = page.next
  }
}
