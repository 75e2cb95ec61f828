import { setDefaultHighWaterMark } from 'node:stream'
import { EventStoreDBClient } from '@eventstore/db-client'
import { MOST_APPENDS_IN_FLIGHT } from '../transport.ts'

const KEEP_ALIVE_TIMEOUT_MS = 10_000

/**
 * Client 6.2.1 queues appends that its stream has no room for, and a queued one that is cut off is an
 * unhandled rejection, which ends the process. So there is always room for MOST_APPENDS_IN_FLIGHT: more
 * than Node's 16 objects, and the only way to say so is the default for all object streams of the process.
 */
const ROOM_IN_OBJECT_STREAMS = 2 * MOST_APPENDS_IN_FLIGHT

let clientsMade = 0

/**
 * A client with a connection of its own. grpc-js shares one connection between channels whose options are
 * equal, so a new client would go on with the broken one; a keep-alive timeout that differs by a
 * millisecond keeps them apart.
 */
export function createClient(url: string): EventStoreDBClient {
  setDefaultHighWaterMark(true, ROOM_IN_OBJECT_STREAMS)
  clientsMade = (clientsMade + 1) % 1_000
  if (url.includes('keepAliveTimeout=')) return EventStoreDBClient.connectionString(url)
  const separator = url.includes('?') ? '&' : '?'
  return EventStoreDBClient.connectionString(
    `${url}${separator}keepAliveTimeout=${KEEP_ALIVE_TIMEOUT_MS + clientsMade}`,
  )
}

/** Ends all calls of the client, each with an error, and its connection. Never rejects. */
export async function closeClient(client: EventStoreDBClient): Promise<void> {
  try {
    await client.dispose()
    // The client has no way to close its channel, which would go on trying to connect for half an hour.
    const channel = await client['getChannel']()
    channel.close()
  } catch {
    // It never had a connection: nothing is left to close.
  }
}
