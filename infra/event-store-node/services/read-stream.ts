import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import {
  encodeFirstStreamPosition,
  encodeLastStreamPosition,
  encodeStreamNotFound,
} from '#event-store-node/protocol/encode-read.ts'
import { streamDeleted, unknownError } from '#event-store-node/protocol/errors.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import { recordCreatedMs } from '#event-store-node/storage/record.ts'
import type { EventEncoder } from './event-encoder.ts'
import { isEndOnWire } from './log-position.ts'
import { type FillPage, PAGE_BYTES, PAGE_EVENTS, sendPages } from './pages.ts'

export type StreamRead = {
  readonly stream: string
  readonly from: bigint | 'start' | 'end'
  readonly isBackwards: boolean
  readonly maxCount: number
  readonly tellsBounds: boolean
}

/** Sends what readers may see of a stream, or that it is not there. */
export async function readStream(
  call: GrpcCall,
  read: StreamRead,
  context: { log: EventLog; encoder: EventEncoder },
): Promise<void> {
  if (read.stream === '') throw unknownError('The stream has no name')
  const view = context.log.view(read.stream)
  if (view.kind === 'deleted') throw streamDeleted(read.stream)
  if (view.kind === 'not-found') {
    call.end(encodeStreamNotFound(read.stream))
    return
  }

  const start = startRevision(read, view.last)
  const { encoder } = context
  if (read.tellsBounds && !read.isBackwards && start > view.last) {
    encoder.addFrame(encodeFirstStreamPosition(view.last + 1))
  }
  if (await sendPages(call, encoder, pagesOfStream(read, start, context))) {
    call.end(read.tellsBounds ? encodeLastStreamPosition(view.last) : undefined)
  }
}

// Each page looks at the stream anew: it may have been truncated or deleted since the last one.
function pagesOfStream(
  read: StreamRead,
  start: number,
  { log, encoder }: { log: EventLog; encoder: EventEncoder },
): FillPage {
  let next = start
  let left = read.maxCount
  const step = read.isBackwards ? -1 : 1
  return () => {
    const view = log.view(read.stream)
    if (view.kind === 'deleted') throw streamDeleted(read.stream)
    if (view.kind === 'not-found') return true

    const range = read.isBackwards
      ? { first: view.first, last: next, isBackwards: true }
      : { first: Math.max(view.first, next), last: view.last }
    let looked = 0
    for (const event of log.eventsOfStream(view.id, range)) {
      next = event.revision + step
      looked += 1
      if (view.createdFromMs === null || recordCreatedMs(event.record) >= view.createdFromMs) {
        encoder.add(event)
        left -= 1
      }
      if (left === 0) return true
      if (encoder.size >= PAGE_BYTES || looked >= PAGE_EVENTS) return false
    }
    return true
  }
}

function startRevision(read: StreamRead, last: number): number {
  const { from } = read
  if (from === 'start') return 0
  if (from === 'end' || isEndOnWire(from)) return read.isBackwards ? last : last + 1
  return read.isBackwards ? Math.min(Number(from), last) : Number(from)
}
