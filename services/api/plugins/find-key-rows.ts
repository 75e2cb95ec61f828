import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { findApiKey } from '@deskhive/shared/read-model/queries/authentication.ts'
import type { PositionWaiter } from '@deskhive/shared/read-model/wait-for-position.ts'

type KeySources = {
  readonly database: Pick<Database, 'readModel'>
  readonly log: Pick<EventStore, 'head' | 'isConnected'>
  readonly waiter: Pick<PositionWaiter, 'waitFor'>
}

/** Below the 3 s in which a caller hears of a part that is away. */
const WAIT_LIMIT_MS = 2_000

/**
 * A hash without a row is that of no key only where the read models have all of the log: before that its
 * key may be new, and refusing it would break what its creation was answered with.
 * @throws Unavailable where that cannot be told in time
 */
export async function findKeyRows({ database, log, waiter }: KeySources, hash: string) {
  const find = () => findApiKey(database.readModel, hash)
  const rows = await find()
  if (rows) return rows
  if (!log.isConnected()) throw new Unavailable('event-store', 'This key may be a new one')
  if (await waiter.waitFor(await log.head(), WAIT_LIMIT_MS)) return find()
  throw new Unavailable('projection', 'This key may be newer than what can be read')
}
