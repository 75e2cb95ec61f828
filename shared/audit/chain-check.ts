import type { EventStore } from '../event-store/event-store.ts'
import { isOurs } from '../event-store/recorded-event.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { type Broken, brokenAt, missingEvent, reasons } from './broken.ts'

/** The last event of a stream; `null` for a stream that another program writes into the same log. */
type Head = { readonly revision: number; readonly hash: string } | null

type Reading = Pick<EventStore, 'readStream'>

/** Follows every stream from its first event. Of a stream it keeps the last hash and nothing else. */
type ChainCheck = {
  /** @returns what is wrong with the event or the one before it in its stream, null if nothing */
  follow(event: RecordedEvent, hash: string): Promise<Broken | null>
}

export function createChainCheck(store: Reading): ChainCheck {
  const heads = new Map<string, Head>()
  return {
    follow: async (event, hash) => {
      const head = heads.get(event.stream)
      if (head === undefined) return begin(event, hash)
      if (head === null) return isOurs(event) ? brokenAt(event, reasons.unordered) : null

      heads.set(event.stream, { revision: event.revision, hash })
      if (event.revision > head.revision + 1) {
        return missingEvent({ stream: event.stream, revision: head.revision + 1 })
      }
      if (event.revision <= head.revision) return brokenAt(event, reasons.unordered)
      if (!isOurs(event)) return brokenAt(event, reasons.foreign)
      return event.metadata.prev_hash === head.hash ? null : whoDiffers(store, event, hash)
    },
  }

  function begin(event: RecordedEvent, hash: string): Broken | null {
    const { stream, revision } = event
    heads.set(stream, isOurs(event) ? { revision, hash } : null)
    if (!isOurs(event)) return null
    if (revision > 0) return missingEvent({ stream, revision: 0 })
    return event.metadata.prev_hash === undefined ? null : brokenAt(event, reasons.changed)
  }
}

/**
 * Either the event before was changed, or this one, whose `prev_hash` is a part of it: then the one after
 * it has another hash of it, too.
 */
async function whoDiffers(store: Reading, event: RecordedEvent, hash: string): Promise<Broken> {
  const { stream, revision } = event
  const [next] = await store.readStream(stream, { fromRevision: revision + 1, maxCount: 1 })
  if (next !== undefined && next.metadata.prev_hash !== hash) {
    return brokenAt(event, reasons.changed)
  }
  const [previous] = await store.readStream(stream, { fromRevision: revision - 1, maxCount: 1 })
  return previous === undefined || previous.revision !== revision - 1
    ? missingEvent({ stream, revision: revision - 1 })
    : brokenAt(previous, reasons.changed)
}
