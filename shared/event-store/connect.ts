import type { Upcasters } from '../kernel/upcasters.ts'
import type { Logger } from '../observability/logger.ts'
import { createAppender } from './append.ts'
import { openConnection } from './connection.ts'
import type { EventStore } from './event-store.ts'
import { leanAddress } from './lean/address.ts'
import { openLeanTransport } from './lean/transport.ts'
import { openOfficialTransport } from './official/transport.ts'
import { createReader } from './read.ts'
import { subscribe } from './subscribe.ts'
import type { OpenTransport } from './transport.ts'

export type EventStoreOptions = {
  readonly logger?: Logger
  /** `shared/domain/upcasters.ts` for the desk's own log. */
  readonly upcasters: Upcasters
  /** `lean` where the address allows it, unless given. */
  readonly transport?: TransportName
}

export const transportNames = ['lean', 'official'] as const
export type TransportName = (typeof transportNames)[number]

/**
 * Returns at once and connects behind: a node that is down is `Unavailable` to each call, not to the start.
 * A process that appends does so through one of these only (see `connection.ts`).
 * @param url `esdb://host:port?tls=false`, or any connection string of the official client
 */
export function connectEventStore(url: string, options: EventStoreOptions): EventStore {
  const { logger, upcasters } = options
  const openTransport = transportFor(url, options.transport ?? 'lean')
  const connection = openConnection(openTransport, logger)
  const reader = createReader(connection, upcasters)

  return {
    ...reader,
    upcasters,
    ...createAppender(connection),
    subscribe: (wanted) => subscribe({ openTransport, logger, upcasters, reader, wanted }),
    isConnected: connection.isConnected,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

function transportFor(url: string, wanted: TransportName): OpenTransport {
  const address = wanted === 'lean' ? leanAddress(url) : null
  if (address === null) return () => openOfficialTransport(url)
  return (onLost) => openLeanTransport(address, onLost)
}
