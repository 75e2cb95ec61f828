import type { Upcasters } from '../kernel/upcasters.ts'
import type { Logger } from '../observability/logger.ts'
import { createAppender } from './append.ts'
import { openConnection } from './connection.ts'
import type { EventStore } from './event-store.ts'
import { createReader } from './read.ts'
import { subscribe } from './subscribe.ts'

export type EventStoreOptions = {
  readonly logger?: Logger
  /** `shared/domain/upcasters.ts` for the desk's own log. */
  readonly upcasters: Upcasters
  /** How long an append whose outcome is open is repeated before it is `Unavailable`. */
  readonly settleMs?: number
}

/** The API owes its caller a 503 within 3 s, also in the moment in which the log goes away. */
const SETTLE_MS = 2_700

/**
 * Returns at once and connects behind: a node that is down is `Unavailable` to each call, not to the start.
 * A process that appends does so through one of these only (see `connection.ts`).
 * @param url `esdb://host:port?tls=false`, or any connection string of the official client
 */
export function connectEventStore(url: string, options: EventStoreOptions): EventStore {
  const { logger, upcasters } = options
  const connection = openConnection(url, logger)
  const reader = createReader(connection, upcasters)

  return {
    ...reader,
    upcasters,
    append: createAppender(connection, options.settleMs ?? SETTLE_MS),
    subscribe: (wanted) => subscribe({ url, logger, upcasters, reader, wanted }),
    isConnected: connection.isConnected,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}
