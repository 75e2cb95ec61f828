import { until } from '@deskhive/shared/testing/until.ts'
import { END, type ResolvedEvent, type StreamSubscription } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { emitted, idsOf, jsonEvents, newStream, revisionsOf, take } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const streamOf = async (count: number) => {
  const stream = newStream()
  await server.client.appendToStream(stream, jsonEvents(count))
  return stream
}

/** Everything that comes, until it has what it waits for. */
const gather = (subscription: StreamSubscription) => {
  const events: ResolvedEvent[] = []
  subscription.on('data', (event) => events.push(event))
  return events
}

describe('a subscription to a stream', () => {
  it('gives its history, says that it caught up, and goes on with what is new', async () => {
    const stream = await streamOf(4)
    const subscription = server.client.subscribeToStream(stream)
    const confirmed = emitted(subscription, 'confirmation')
    const events = gather(subscription)
    await Promise.all([confirmed, emitted(subscription, 'caughtUp')])
    expect(revisionsOf(events)).toEqual([0, 1, 2, 3])

    await server.client.appendToStream(stream, jsonEvents(3))

    await until(() => expect(revisionsOf(events)).toEqual([0, 1, 2, 3, 4, 5, 6]))
    await subscription.unsubscribe()
  })

  it.each([
    ['a revision, which it has', 2n, [3, 4, 5]],
    ['the end', END, [4, 5]],
  ] as const)('from %s gives what comes after it', async (_case, fromRevision, expected) => {
    const stream = await streamOf(4)
    const subscription = server.client.subscribeToStream(stream, { fromRevision })
    const events = gather(subscription)
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, jsonEvents(2))

    await until(() => expect(revisionsOf(events)).toEqual(expected))
    await subscription.unsubscribe()
  })

  it('from a revision that is still to come waits for what follows it', async () => {
    const stream = await streamOf(1)
    const subscription = server.client.subscribeToStream(stream, { fromRevision: 3n })
    const events = gather(subscription)
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, jsonEvents(5))

    await until(() => expect(revisionsOf(events)).toEqual([4, 5]))
    await subscription.unsubscribe()
  })

  it('can be made before the stream is there', async () => {
    const stream = newStream()
    const subscription = server.client.subscribeToStream(stream)
    const events = gather(subscription)
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, jsonEvents(2))

    await until(() => expect(revisionsOf(events)).toEqual([0, 1]))
    await subscription.unsubscribe()
  })

  it('gives nothing of other streams', async () => {
    const stream = newStream()
    const subscription = server.client.subscribeToStream(stream)
    const events = gather(subscription)
    await emitted(subscription, 'caughtUp')
    await server.client.appendToStream(`${stream}-other`, jsonEvents(3))

    await server.client.appendToStream(stream, jsonEvents(1, 'last'))

    await until(() => expect(events).not.toEqual([]))
    expect(events.map(({ event }) => event?.type)).toEqual(['last'])
    await subscription.unsubscribe()
  })

  it('that is read slowly has every event once, in order, while others write', async () => {
    const stream = newStream()
    const events = Array.from({ length: 40 }, () => jsonEvents(100))
    const subscription = server.client.subscribeToStream(stream)
    const writing = (async () => {
      for (const batch of events) await server.client.appendToStream(stream, batch)
    })()
    const seen: (string | undefined)[] = []

    for await (const { event } of subscription) {
      seen.push(event?.id)
      if (seen.length % 50 === 0) await new Promise(setImmediate)
      if (seen.length === 4000) break
    }

    await writing
    expect(seen).toEqual(events.flat().map((event) => event.id))
  })

  it('does not notice that the stream is deleted, and goes on when it is written to again', async () => {
    const stream = await streamOf(2)
    const subscription = server.client.subscribeToStream(stream)
    const events = gather(subscription)
    await emitted(subscription, 'caughtUp')
    await server.client.deleteStream(stream)

    await server.client.appendToStream(stream, jsonEvents(1))

    await until(() => expect(revisionsOf(events)).toEqual([0, 1, 2]))
    await subscription.unsubscribe()
  })

  it('sees the tombstone, and then ends as deleted', async () => {
    const stream = await streamOf(1)
    const subscription = server.client.subscribeToStream(stream)
    const events = gather(subscription)
    const failed = new Promise<unknown>((resolve) => subscription.once('error', resolve))
    await emitted(subscription, 'caughtUp')

    await server.client.tombstoneStream(stream)

    expect(await failed).toMatchObject({ type: 'stream-deleted', streamName: stream })
    expect(events.map(({ event }) => event?.type)).toEqual(['thing-happened', '$streamDeleted'])
  })

  it('to a tombstoned stream fails as deleted', async () => {
    const stream = await streamOf(1)
    await server.client.tombstoneStream(stream)

    const reading = take(server.client.subscribeToStream(stream), 1)

    await expect(reading).rejects.toMatchObject({ type: 'stream-deleted' })
  })

  it('obeys the metadata in its history', async () => {
    const stream = await streamOf(5)
    await server.client.setStreamMetadata(stream, { maxCount: 2 })

    const events = await take(server.client.subscribeToStream(stream), 2)

    expect(revisionsOf(events)).toEqual([3, 4])
  })

  it('is one of two hundred that one client has at once', async () => {
    const stream = newStream()
    const subscriptions = Array.from({ length: 200 }, () => server.client.subscribeToStream(stream))
    const firsts = subscriptions.map((subscription) => take(subscription, 1))
    const [event] = jsonEvents(1)
    if (event === undefined) throw new Error('No event')

    await server.client.appendToStream(stream, event)

    const seen = await Promise.all(firsts)
    expect(seen.flatMap(idsOf)).toEqual(subscriptions.map(() => event.id))
  })
})
