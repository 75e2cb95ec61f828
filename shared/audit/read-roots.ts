import type { EventStore } from '../event-store/event-store.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { auditStream } from './audit-root.ts'

/** A root lists up to a thousand events: about 60 KB. */
const ROOTS_AT_ONCE = 20

type Reading = Pick<EventStore, 'readStream'>

/** -1 where there is none yet. */
export async function lastRootRevision(store: Reading): Promise<number> {
  const [last] = await store.readStream(auditStream, { direction: 'backwards', maxCount: 1 })
  return last?.revision ?? -1
}

/** What lies in the roots' stream up to that revision, oldest first, a few at a time. */
export async function* readRoots(store: Reading, last: number): AsyncGenerator<RecordedEvent> {
  for (let fromRevision = 0; fromRevision <= last; ) {
    const page = await store.readStream(auditStream, { fromRevision, maxCount: ROOTS_AT_ONCE })
    if (page.length === 0) return
    for (const event of page) if (event.revision <= last) yield event
    fromRevision = (page.at(-1)?.revision ?? last) + 1
  }
}
