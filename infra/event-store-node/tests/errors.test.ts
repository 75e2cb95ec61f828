import { env } from 'node:process'
import {
  EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
  UnknownError,
  UnsupportedError,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, jsonEvents, newStream, take } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

describe('a stream without a name', () => {
  it.each([
    ['appended to in the batch', () => server.client.appendToStream('', jsonEvents(1))],
    [
      'appended to',
      () =>
        server.client.appendToStream('', jsonEvents(1), {
          credentials: { username: 'a', password: 'b' },
        }),
    ],
    ['read', () => collect(server.client.readStream(''))],
    ['subscribed to', () => take(server.client.subscribeToStream(''), 1)],
    ['deleted', () => server.client.deleteStream('')],
    ['tombstoned', () => server.client.tombstoneStream('')],
  ] as const)('cannot be %s', async (_case, call) => {
    await expect(call()).rejects.toBeInstanceOf(UnknownError)
  })
})

describe('a client', () => {
  it('goes on after its errors', async () => {
    const stream = newStream()
    await server.client.appendToStream('', jsonEvents(1)).catch(() => {})
    await collect(server.client.readStream(newStream())).catch(() => {})

    const result = await server.client.appendToStream(stream, jsonEvents(1))

    expect(result.success).toBe(true)
  })

  it('whose throwOnAppendFailure is off is told that the append failed', async () => {
    const client = EventStoreDBClient.connectionString(`${server.url}&throwOnAppendFailure=false`)
    const stream = newStream()
    await client.appendToStream(stream, jsonEvents(1))

    const result = await client.appendToStream(stream, jsonEvents(1), {
      expectedRevision: 'no_stream',
    })

    expect(result.success).toBe(false)
    await client.dispose()
  })

  it('of a server that is not there is told that it is unavailable', async () => {
    const client = EventStoreDBClient.connectionString('esdb://127.0.0.1:1?tls=false')

    await expect(client.appendToStream('x', jsonEvents(1))).rejects.toMatchObject({ code: 14 })
    await client.dispose()
  })
})

/** A real node has these. */
const isOwnNode = env['EVENTSTORE_TEST_URL'] === undefined

describe.runIf(isOwnNode)('what the embedded node does not have', () => {
  it('is unsupported where the client asks beforehand', async () => {
    const creation = server.client.createPersistentSubscriptionToAll(
      'group',
      persistentSubscriptionToAllSettingsFromDefaults(),
    )

    await expect(creation).rejects.toBeInstanceOf(UnsupportedError)
  })

  it('is unimplemented where the client just calls', async () => {
    await expect(server.client.enableProjection('$by_category')).rejects.toMatchObject({ code: 12 })
  })
})

describe.runIf(isOwnNode)('discovery', () => {
  it('finds the one node there is by its gossip', async () => {
    const url = server.url.replace('esdb://', 'esdb+discover://')
    const client = EventStoreDBClient.connectionString(url)

    const result = await client.appendToStream(newStream(), jsonEvents(1))

    expect(result.success).toBe(true)
    await client.dispose()
  })
})
