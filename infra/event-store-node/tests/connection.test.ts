import { env } from 'node:process'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, jsonEvents, newStream, take } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const credentials = { username: 'admin', password: 'changeit' }

describe('a client', () => {
  it.each([
    'keepAliveInterval=10000&keepAliveTimeout=10000',
    'defaultDeadline=20000&connectionName=a%20desk',
    'nodePreference=follower&maxDiscoverAttempts=3&gossipTimeout=5&discoveryInterval=50',
  ])('may be told %s', async (options) => {
    await using client = connect(`${server.url}&${options}`)
    const stream = newStream()

    await client.value.appendToStream(stream, jsonEvents(3))

    expect(await collect(client.value.readStream(stream))).toHaveLength(3)
  })

  it('may carry credentials as a whole, and batches then as well', async () => {
    await using client = connect(server.url.replace('://', '://admin:changeit@'))
    const streams = Array.from({ length: 20 }, () => newStream())

    const results = await Promise.all(
      streams.map((stream) => client.value.appendToStream(stream, jsonEvents(2))),
    )

    expect(results.every(({ success }) => success)).toBe(true)
  })

  it('may carry credentials with every call', async () => {
    const { client } = server
    const stream = newStream()
    await client.appendToStream(stream, jsonEvents(3), { credentials })
    await client.setStreamMetadata(stream, { maxCount: 2 }, { credentials })

    const read = await collect(client.readStream(stream, { credentials }))
    const subscribed = await take(client.subscribeToStream(stream, { credentials }), 2)
    const { metadata } = await client.getStreamMetadata(stream, { credentials })
    await client.tombstoneStream(stream, { credentials })

    expect([read.length, subscribed.length, metadata]).toEqual([2, 2, { maxCount: 2 }])
  })

  it('is done with its reads and subscriptions when it is disposed, and can be used again', async () => {
    const { client: writer } = server
    const stream = newStream()
    await writer.appendToStream(stream, jsonEvents(2000))
    await using client = connect(server.url)
    const errors: Error[] = []
    const open = [
      client.value.readStream(stream),
      client.value.readAll(),
      client.value.subscribeToStream(stream),
      client.value.subscribeToAll(),
    ]
    const seen = open.map((one) => new Promise((resolve) => one.once('data', resolve)))
    for (const one of open) one.on('error', (error: Error) => errors.push(error))
    await Promise.all(seen)

    await client.value.dispose()

    expect(errors).toEqual([])
    expect((await client.value.appendToStream(stream, jsonEvents(1))).nextExpectedRevision).toBe(
      2000n,
    )
  })
})

describe.runIf(env['EVENTSTORE_TEST_URL'] === undefined)('discovery', () => {
  it('passes over a member that is not there', async () => {
    const port = new URL(server.url).port
    await using client = connect(
      `esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false&discoveryInterval=50`,
    )

    expect((await client.value.appendToStream(newStream(), jsonEvents(1))).success).toBe(true)
  })
})

describe('a thousand appends at once', () => {
  it('are all answered, and each event is there once', async () => {
    await using client = connect(server.url)
    const stream = newStream('flood')
    const events = Array.from({ length: 1000 }, () =>
      jsonEvent({ type: 'thing-happened', data: { text: 'A'.repeat(900) } }),
    )

    const results = await Promise.all(
      events.map((event) => client.value.appendToStream(stream, event, { deadline: 60_000 })),
    )

    const revisions = new Set(results.map(({ nextExpectedRevision }) => nextExpectedRevision))
    const read = await collect(client.value.readStream(stream))
    expect(revisions.size).toBe(1000)
    expect(new Set(read.map(({ event }) => event?.id))).toEqual(new Set(events.map(({ id }) => id)))
  })
})

function connect(url: string): AsyncDisposable & { readonly value: EventStoreDBClient } {
  const value = EventStoreDBClient.connectionString(url)
  return { value, [Symbol.asyncDispose]: () => value.dispose() }
}
