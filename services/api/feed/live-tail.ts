import { awaitHead } from '@deskhive/shared/event-store/await-head.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { createArrivals } from '#api/feed/arrivals.ts'
import {
  accepts,
  type FeedFilter,
  feedEventOf,
  frameOf,
  nameOfFilter,
} from '#api/feed/feed-event.ts'

/**
 * The end of the log, followed by one subscription for all readers of this process. It runs while somebody
 * reads, and keeps the latest events: who has them up to one of these is served from memory, and whoever
 * is further behind reads pages of the log until it gets here.
 */
export type LiveTail = AsyncDisposable & {
  /** The tail runs as long as somebody has joined it. */
  join(): Disposable
  /** What comes after a position, as frames; `null` where the tail does not reach back so far. */
  after(position: Position, filter: FeedFilter): Frames | null
  /** Resolves when something new is there, or `signal` aborts. */
  arrival(signal: AbortSignal): Promise<void>
}

export type Frames = {
  /** Shared by all readers at the same place; empty where no event was let through. */
  readonly bytes: Buffer
  /** The position asked for where nothing came after it. */
  readonly reached: Position
}

/** Some seconds of a busy desk: readers that fall behind by more read the log. */
const MOST_EVENTS = 5_000
const MOST_BYTES = 16 * 1024 * 1024
/** What one reader is sent at once, and so what a slow one costs beside its socket. */
const MOST_FRAME_BYTES = 256 * 1024
/** Places at which readers share what they are sent; nearly all are at the very end. */
const MOST_MADE = 32
/** Readers come back within it, and find the tail still there. */
const LINGER_MS = 30_000

export function createLiveTail(log: Pick<EventStore, 'head' | 'subscribe'>): LiveTail {
  let running: Running | null = null
  let readers = 0
  let lingering: NodeJS.Timeout | undefined
  const arrivals = createArrivals()

  const start = (): Running => {
    const stop = new AbortController()
    const recent: { events: RecentEvents | null } = { events: null }
    const ended = follow(log, stop.signal, {
      onStart: (head) => {
        recent.events = createRecentEvents(head)
        arrivals.tell()
      },
      onBatch: (batch) => {
        recent.events?.add(batch)
        arrivals.tell()
      },
    })
    return { recent, stop: () => stop.abort(), ended }
  }
  const leave = (): void => {
    readers -= 1
    if (readers > 0) return
    lingering = setTimeout(() => {
      running?.stop()
      running = null
    }, LINGER_MS).unref()
  }

  return {
    join: () => {
      clearTimeout(lingering)
      readers += 1
      running ??= start()
      return { [Symbol.dispose]: leave }
    },
    after: (position, filter) => running?.recent.events?.after(position, filter) ?? null,
    arrival: arrivals.next,
    [Symbol.asyncDispose]: async () => {
      clearTimeout(lingering)
      running?.stop()
      await running?.ended
      running = null
    },
  }
}

type Running = {
  readonly recent: { readonly events: RecentEvents | null }
  readonly stop: () => void
  readonly ended: Promise<void>
}

type Listener = {
  readonly onStart: (head: Position) => void
  readonly onBatch: (batch: readonly RecordedEvent[]) => void
}

async function follow(
  log: Pick<EventStore, 'head' | 'subscribe'>,
  signal: AbortSignal,
  { onStart, onBatch }: Listener,
): Promise<void> {
  const head = await awaitHead(log, signal)
  if (head === null) return
  onStart(head)
  for await (const batch of log.subscribe({ from: head, signal })) onBatch(batch)
}

type RecentEvents = {
  readonly add: (batch: readonly RecordedEvent[]) => void
  readonly after: (position: Position, filter: FeedFilter) => Frames | null
}

type Kept = Pick<RecordedEvent, 'position' | 'type' | 'stream'> & { readonly frame: Buffer }

function createRecentEvents(head: Position): RecentEvents {
  /** All events after this position are kept. */
  let floor = head
  let kept: Kept[] = []
  let bytes = 0
  /** Readers at the same place get the very same bytes. */
  const made = new Map<string, Frames>()

  const dropOldest = (): void => {
    let dropped = 0
    while (kept.length - dropped > MOST_EVENTS || bytes > MOST_BYTES) {
      const oldest = kept[dropped]
      if (oldest === undefined) break
      bytes -= oldest.frame.length
      floor = oldest.position
      dropped += 1
    }
    kept = kept.slice(dropped)
  }

  return {
    add: (batch) => {
      for (const event of batch) {
        const { position, type, stream } = event
        const frame = Buffer.from(frameOf(feedEventOf(event)))
        kept.push({ position, type, stream, frame })
        bytes += frame.length
      }
      made.clear()
      dropOldest()
    },
    after: (position, filter) => {
      if (position < floor) return null
      const name = `${position} ${nameOfFilter(filter)}`
      const frames = made.get(name) ?? framesAfter(kept, position, filter)
      if (made.size < MOST_MADE) made.set(name, frames)
      return frames
    },
  }
}

function framesAfter(kept: readonly Kept[], position: Position, filter: FeedFilter): Frames {
  const parts: Buffer[] = []
  let reached = position
  let bytes = 0
  for (let index = firstAfter(kept, position); bytes < MOST_FRAME_BYTES; index += 1) {
    const next = kept[index]
    if (next === undefined) break
    reached = next.position
    if (!accepts(filter, next)) continue
    parts.push(next.frame)
    bytes += next.frame.length
  }
  return { bytes: Buffer.concat(parts), reached }
}

/** By halving: the events are in the order of the log. */
function firstAfter(kept: readonly Kept[], position: Position): number {
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((kept[middle]?.position ?? position) > position) high = middle
    else low = middle + 1
  }
  return low
}
