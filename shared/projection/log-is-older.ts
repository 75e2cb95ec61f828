import type { EventStore } from '../event-store/event-store.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'

/**
 * The log ends before what rows were made of: it was put back to an older copy than the database. What is written
 * to it now stands at places that count as applied, and would be seen by nobody.
 */
export class LogIsOlder extends Unavailable {
  override readonly name = 'LogIsOlder'
  readonly position: Position

  constructor({ head, position }: { readonly head: Position; readonly position: Position }) {
    super(
      'event-store',
      `The log ends at ${head}, but the database knows it up to ${position}: the log was restored from an older` +
        ' copy than the database, and nothing is written until they fit.' +
        ' docs/how-to/back-up-and-restore.md tells the ways out',
    )
    this.position = position
  }
}

/**
 * @param position applied before this is called, or the log may have gone on meanwhile
 * @throws LogIsOlder
 */
export async function requireInLog(
  store: Pick<EventStore, 'head'>,
  position: Position,
): Promise<void> {
  const head = await store.head()
  if (head < position) throw new LogIsOlder({ head, position })
}

/**
 * A store whose appends are refused on a log that is older than that; for who writes seldom, and nobody asks first.
 * @param reachedBy what was applied last
 */
export function refusingOlderLog(
  store: EventStore,
  reachedBy: () => Promise<Position | null>,
): EventStore {
  return {
    ...store,
    append: async (append) => {
      await requireInLog(store, (await reachedBy()) ?? logStart)
      return store.append(append)
    },
  }
}
