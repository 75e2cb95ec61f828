import { expect, test } from 'vitest'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Connection, Lease } from './connection.ts'
import { openOfficialTransport } from './official/transport.ts'
import { createReader } from './read.ts'

/** What the client makes of a read that is cancelled before its first event: the end of an empty one. */
function parseCut<T>(): T {
  return [] as T
}

/** A connection that is given up while the read is under way. */
function openCutConnection(): Connection {
  const transport = openOfficialTransport('esdb://127.0.0.1:1?tls=false')
  const lease: Lease = { transport, calls: 0, isRetired: false }
  return {
    lease: async () => lease,
    use: async () => {
      lease.isRetired = true
      return parseCut()
    },
    broken: () => undefined,
    isConnected: () => true,
    [Symbol.asyncDispose]: () => transport.close(),
  }
}

test('a read that is cut off says so, and never that there is nothing', async () => {
  await using connection = openCutConnection()
  const reader = createReader(connection, {})

  await expect(reader.readStream('apiKey-1')).rejects.toThrow(Unavailable)
})
