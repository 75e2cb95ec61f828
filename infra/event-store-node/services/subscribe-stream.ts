import { streamDeleted, unknownError } from '#event-store-node/protocol/errors.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import { recordCreatedMs, TOMBSTONE_REVISION } from '#event-store-node/storage/record.ts'
import type { EventEncoder } from './event-encoder.ts'
import { isEndOnWire } from './log-position.ts'
import { PAGE_BYTES, PAGE_EVENTS } from './pages.ts'
import type { Subject } from './subscription.ts'

/** The events of one stream after a revision; a stream that is not there may still come. */
export function streamSubject(
  request: { stream: string; from: bigint | 'start' | 'end' },
  { log, encoder }: { log: EventLog; encoder: EventEncoder },
): Subject {
  const { stream } = request
  if (stream === '') throw unknownError('The stream has no name')
  let next = firstRevision(request.from, log.lastRevision(stream))

  return {
    stream,
    readOn: () => {
      const view = log.view(stream)
      if (view.kind === 'deleted') throw streamDeleted(stream)
      if (view.kind === 'not-found') return true

      let looked = 0
      const range = { first: Math.max(next, view.first), last: view.last }
      for (const event of log.eventsOfStream(view.id, range)) {
        next = event.revision + 1
        looked += 1
        if (view.createdFromMs === null || recordCreatedMs(event.record) >= view.createdFromMs) {
          encoder.add(event)
        }
        if (encoder.size >= PAGE_BYTES || looked >= PAGE_EVENTS) return false
      }
      return true
    },
    onCaughtUp: () => {},
    onCommit: ({ events }) => {
      for (const event of events) {
        if (event.revision < next) continue
        next = event.revision + 1
        encoder.add(event)
      }
      return events.at(-1)?.revision === TOMBSTONE_REVISION ? streamDeleted(stream) : null
    },
  }
}

function firstRevision(from: bigint | 'start' | 'end', last: number): number {
  if (from === 'start') return 0
  if (from === 'end' || isEndOnWire(from)) return last + 1
  return Number(from) + 1
}
