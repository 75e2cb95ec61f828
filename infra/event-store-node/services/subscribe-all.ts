import type { LogPosition } from '#event-store-node/protocol/decode-read.ts'
import { encodeCheckpoint } from '#event-store-node/protocol/encode-read.ts'
import type { StoredEvent } from '#event-store-node/storage/database.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import { positionAfter } from '#event-store-node/storage/record.ts'
import type { EventEncoder } from './event-encoder.ts'
import type { EventFilter } from './event-filter.ts'
import { placeInLog } from './log-position.ts'
import { PAGE_BYTES, PAGE_EVENTS } from './pages.ts'
import type { Subject } from './subscription.ts'

type Context = { readonly log: EventLog; readonly encoder: EventEncoder }

/** Everything after a position, or what a filter lets through, then with checkpoints. */
export function allSubject(
  request: { from: LogPosition | 'start' | 'end'; filter: EventFilter | null },
  context: Context,
): Subject {
  const { log, encoder } = context
  const { filter } = request
  let next = firstPosition(request.from, log)
  const checkpoints = new Checkpoints(filter?.checkpointInterval ?? null, encoder)
  const startedBehind = next < log.end

  const look = (event: StoredEvent) => {
    next = positionAfter(event.position, event.record)
    if (filter === null || filter.accepts(event.record)) encoder.add(event)
  }
  return {
    stream: null,
    readOn: () => {
      let looked = 0
      for (const event of log.eventsOfLog(next)) {
        look(event)
        checkpoints.count({ commit: next, prepare: 0 })
        looked += 1
        if (encoder.size >= PAGE_BYTES || looked >= PAGE_EVENTS) return false
      }
      return true
    },
    onCaughtUp: () => {
      if (startedBehind) checkpoints.send({ commit: next, prepare: 0 })
    },
    onCommit: ({ events }) => {
      for (const event of events) {
        if (event.position < next) continue
        look(event)
        checkpoints.count({ commit: event.position, prepare: event.position })
      }
      return null
    },
  }
}

/** Tells a client whose filter lets nothing through how far it is, so that it need not start over. */
class Checkpoints {
  readonly #interval: number | null
  readonly #encoder: EventEncoder
  #counted = 0
  #sentCommit = -1

  constructor(interval: number | null, encoder: EventEncoder) {
    this.#interval = interval
    this.#encoder = encoder
  }

  /** One more event was looked at; `position` is where a subscription would go on after it. */
  count(position: { commit: number; prepare: number }): void {
    this.#counted += 1
    if (this.#interval !== null && this.#counted >= this.#interval) this.send(position)
  }

  send(position: { commit: number; prepare: number }): void {
    if (this.#interval === null || position.commit === this.#sentCommit) return
    this.#counted = 0
    this.#sentCommit = position.commit
    this.#encoder.addFrame(encodeCheckpoint(position))
  }
}

function firstPosition(from: LogPosition | 'start' | 'end', log: EventLog): number {
  if (from === 'start') return 0
  const place = placeInLog(log, from)
  if (place === 'end') return Math.max(log.end, typeof from === 'object' ? futurePosition(from) : 0)
  return place.commit === place.prepare ? place.commit + 1 : place.commit
}

/** A client may have a position that this log has not reached yet; the largest number is the end. */
function futurePosition({ commit, prepare }: LogPosition): number {
  if (commit >= BigInt(Number.MAX_SAFE_INTEGER)) return 0
  return Number(commit) + (commit === prepare ? 1 : 0)
}
