import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { type FeedFilter, frameOf } from '#api/feed/feed-event.ts'
import type { Frames, LiveTail } from '#api/feed/live-tail.ts'
import type { FeedPage, ReadFeed } from '#api/feed/read-feed.ts'
import type { EventStream } from '#api/streams/event-stream.ts'

type Following = {
  readonly read: ReadFeed
  readonly tail: LiveTail
  readonly stream: EventStream
  readonly filter: FeedFilter
  /** What was read already, before the stream was opened. */
  readonly first: FeedPage
}

const PAGE_EVENTS = 250
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/**
 * Sends one reader everything after a position, in order, until its stream is over: pages of the log until
 * it has caught up with the tail, then from the tail; and pages again where it falls behind.
 */
export async function followFeed(following: Following): Promise<void> {
  const { tail, stream, filter, first } = following
  const { signal } = stream
  using _joined = tail.join()
  let position = await deliver(stream, framesOf(first))
  while (!signal.aborted) {
    const recent = tail.after(position, filter)
    if (recent?.reached === position) await tail.arrival(signal)
    else position = await deliver(stream, recent ?? (await readOn(following, position)))
  }
}

async function deliver(stream: EventStream, { bytes, reached }: Frames): Promise<Position> {
  if (bytes.length > 0) await stream.send(bytes)
  else stream.passed(String(reached))
  return reached
}

/** A log that is away comes back: the reader waits, and gets heartbeats meanwhile. */
async function readOn(following: Following, after: Position): Promise<Frames> {
  const { read, filter, stream } = following
  for (let failures = 0; !stream.signal.aborted; failures += 1) {
    try {
      const page = await read({ after, limit: PAGE_EVENTS, filter })
      // At the end without the tail: that is only just starting.
      if (page.isEnd && page.reached === after) await pause(FIRST_PAUSE_MS, stream.signal)
      return framesOf(page)
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), stream.signal)
    }
  }
  return { bytes: Buffer.alloc(0), reached: after }
}

function framesOf({ events, reached }: FeedPage): Frames {
  return { bytes: Buffer.from(events.map(frameOf).join('')), reached }
}
