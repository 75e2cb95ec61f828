import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import type { LogPosition } from '#event-store-node/protocol/decode-read.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import type { EventEncoder } from './event-encoder.ts'
import type { EventFilter } from './event-filter.ts'
import { placeInLog } from './log-position.ts'
import { type FillPage, PAGE_BYTES, PAGE_EVENTS, sendPages } from './pages.ts'

export type AllRead = {
  readonly from: LogPosition | 'start' | 'end'
  readonly isBackwards: boolean
  readonly maxCount: number
  readonly filter: EventFilter | null
}

/** Sends the log: forwards with the event at the position given, backwards without it. */
export async function readAll(
  call: GrpcCall,
  read: AllRead,
  context: { log: EventLog; encoder: EventEncoder },
): Promise<void> {
  const { encoder, log } = context
  const place = placeInLog(log, read.from)
  const isPastTheEnd = place === 'end' && !read.isBackwards
  const isBeyond = place === 'end' && isBehindEnd(read.from, log)
  if (isPastTheEnd || isBeyond) {
    call.end()
    return
  }

  const start = place === 'end' ? log.end : place.commit
  const first = read.isBackwards ? start - 1 : start
  if (await sendPages(call, encoder, pagesOfLog(read, first, context))) call.end()
}

function isBehindEnd(from: AllRead['from'], log: EventLog): boolean {
  return typeof from === 'object' && from.commit > BigInt(log.end)
}

function pagesOfLog(
  read: AllRead,
  first: number,
  { log, encoder }: { log: EventLog; encoder: EventEncoder },
): FillPage {
  let next = first
  let left = read.maxCount
  const step = read.isBackwards ? -1 : 1
  return () => {
    let looked = 0
    for (const event of log.eventsOfLog(next, read.isBackwards)) {
      next = event.position + step
      looked += 1
      if (read.filter === null || read.filter.accepts(event.record)) {
        encoder.add(event)
        left -= 1
      }
      if (left === 0) return true
      if (encoder.size >= PAGE_BYTES || looked >= PAGE_EVENTS) return false
    }
    return true
  }
}
