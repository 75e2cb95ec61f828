import type { Logger } from '../observability/logger.ts'
import { createAppender } from './append.ts'
import { openConnection } from './connection.ts'
import type { EventStore } from './event-store.ts'
import { createReader } from './read.ts'
import { subscribe } from './subscribe.ts'
import { noUpcasters, type Upcasters } from './upcast.ts'

export type EventStoreOptions = {
  readonly logger?: Logger
  readonly upcasters?: Upcasters
}

/**
 * Returns at once and connects behind: a node that is down is `Unavailable` to each call, not to the start.
 * A process that appends does so through one of these only (see `connection.ts`).
 * @param url `esdb://host:port?tls=false`, or any connection string of the official client
 */
export function connectEventStore(url: string, options: EventStoreOptions = {}): EventStore {
  const { logger, upcasters = noUpcasters } = options
  const connection = openConnection(url, logger)
  const reader = createReader(connection, upcasters)

  return {
    ...reader,
    upcasters,
    append: createAppender(connection),
    subscribe: (wanted) => subscribe({ url, logger, upcasters, reader, wanted }),
    isConnected: connection.isConnected,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}
