import type { EventStore, ReadAllOptions, SubscribeOptions } from '../event-store/event-store.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import { weightOfData } from '../kernel/weight.ts'

/** Two seconds of the busiest desk that two processors can be, in about 10 MB; fewer where they are large. */
const MOST_KEPT = 4_000
const MOST_BYTES = 32 * 1024 * 1024

type Store = Pick<EventStore, 'subscribe' | 'readAll'>

/**
 * Reads of what a subscription of this process has just brought are answered from memory: reading an event
 * again costs four times what is done with it. What is not there any more, or not yet, the log is asked for,
 * and it alone says where it ends.
 */
export function keepTail(store: Store): Store {
  let kept: RecordedEvent[] = []
  let bytes = 0
  /** Every event after this place, up to the last one kept, is among them. */
  let after: Position | null = null

  const keep = (batch: readonly RecordedEvent[], from: Position): void => {
    const last = kept.at(-1)?.position ?? after
    if (after === null || last !== from) {
      kept = []
      bytes = 0
      after = from
    }
    kept.push(...batch)
    bytes += weightOfData(batch)
    forget(kept.length - MOST_KEPT)
    while (bytes > MOST_BYTES) forget(Math.ceil(kept.length / 2))
  }
  const forget = (count: number): void => {
    if (count <= 0) return
    after = kept[count - 1]?.position ?? after
    bytes -= weightOfData(kept.slice(0, count))
    kept = kept.slice(count)
  }

  return {
    async *subscribe(options: SubscribeOptions) {
      let from = options.from
      for await (const batch of store.subscribe(options)) {
        keep(batch, from)
        from = batch.at(-1)?.position ?? from
        yield batch
      }
    },
    readAll: async (options: ReadAllOptions) => {
      const { from, maxCount, direction } = options
      const isKept = from !== undefined && after !== null && from >= after
      if (direction === 'backwards' || !isKept) return store.readAll(options)
      forget(kept.filter(({ position }) => position <= from).length)
      const events = kept.slice(0, maxCount)
      const last = events.at(-1)
      if (last === undefined) return store.readAll(options)
      return { events, next: last.position, reached: last.position }
    },
  }
}
