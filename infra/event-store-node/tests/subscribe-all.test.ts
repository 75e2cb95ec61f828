import { until } from '@deskhive/shared/testing/until.ts'
import { END, EventStoreDBClient, type ResolvedEvent, START } from '@eventstore/db-client'
import { describe, expect, it, vi } from 'vitest'
import { collect, emitted, idsOf, jsonEvents, newStream } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const ofStream = (events: readonly ResolvedEvent[], prefix: string) =>
  events.filter(({ event }) => event?.streamId.startsWith(prefix))

describe('a subscription to the log', () => {
  it('from the start gives everything, says that it caught up once, and goes on', async () => {
    const stream = newStream()
    const events = jsonEvents(5)
    await server.client.appendToStream(stream, events.slice(0, 3))
    const seen: ResolvedEvent[] = []
    const caughtUp = vi.fn<() => void>()
    const subscription = server.client
      .subscribeToAll({ fromPosition: START })
      .on('caughtUp', caughtUp)
      .on('data', (event) => seen.push(event))
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, events.slice(3))

    await until(() =>
      expect(idsOf(ofStream(seen, stream))).toEqual(events.map((event) => event.id)),
    )
    expect(seen[0]?.event?.streamId).toMatch(/^\$/)
    expect(caughtUp).toHaveBeenCalledTimes(1)
    await subscription.unsubscribe()
  })

  it('from a position gives what comes after it', async () => {
    const stream = newStream()
    const events = jsonEvents(3)
    const { position } = await server.client.appendToStream(stream, jsonEvents(1))
    await server.client.appendToStream(stream, events.slice(0, 1))
    const seen: ResolvedEvent[] = []
    const subscription = server.client
      .subscribeToAll({ fromPosition: position ?? START })
      .on('data', (event) => seen.push(event))
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, events.slice(1))

    await until(() => expect(idsOf(seen)).toEqual(events.map((event) => event.id)))
    await subscription.unsubscribe()
  })

  it('from a position that is still to come waits for what follows it', async () => {
    const stream = newStream()
    const { position } = await server.client.appendToStream(stream, jsonEvents(1))
    const place = (position?.commit ?? 0n) + 3000n
    const seen: ResolvedEvent[] = []
    const subscription = server.client
      .subscribeToAll({ fromPosition: { commit: place, prepare: place } })
      .on('data', (event) => seen.push(event))
    await emitted(subscription, 'caughtUp')

    for (const event of jsonEvents(40)) await server.client.appendToStream(stream, event)

    const recorded = await collect(server.client.readStream(stream))
    const later = recorded.filter(({ event }) => (event?.position?.commit ?? 0n) > place)
    await until(() => expect(idsOf(ofStream(seen, stream))).toEqual(idsOf(later)))
    expect(later.length).toBeLessThan(40)
    expect(later.length).toBeGreaterThan(0)
    await subscription.unsubscribe()
  })

  it('from the end gives what is new only', async () => {
    const stream = newStream()
    const events = jsonEvents(2)
    const seen: ResolvedEvent[] = []
    const subscription = server.client
      .subscribeToAll({ fromPosition: END })
      .on('data', (event) => seen.push(event))
    await emitted(subscription, 'caughtUp')

    await server.client.appendToStream(stream, events)

    await until(() => expect(seen).toHaveLength(2))
    expect(idsOf(seen)).toEqual(events.map((event) => event.id))
    await subscription.unsubscribe()
  })

  it('has no gap and no repetition where history meets what is written meanwhile', async () => {
    const prefix = newStream()
    const batches = Array.from({ length: 60 }, () => jsonEvents(50))
    const subscriptions = Array.from({ length: 5 }, () => [] as ResolvedEvent[])
    const open = []
    for (const [index, batch] of batches.entries()) {
      const appended = server.client.appendToStream(`${prefix}-${index % 7}`, batch)
      const own = index % 12 === 0 ? subscriptions[index / 12] : undefined
      if (own !== undefined) {
        const subscription = server.client.subscribeToAll({ fromPosition: START })
        open.push(subscription.on('data', (event) => own.push(event)))
      }
      await appended
    }

    const expected = batches.flat().map((event) => event.id)
    for (const own of subscriptions) {
      await until(() => expect(ofStream(own, prefix)).toHaveLength(expected.length))
      expect(idsOf(ofStream(own, prefix))).toEqual(expected)
      const positions = own.map(({ event }) => event?.position?.commit ?? 0n)
      expect(new Set(positions).size).toBe(positions.length)
    }
    await Promise.all(open.map((subscription) => subscription.unsubscribe()))
  })

  it('ends without an error when the client is disposed, and the client can be used again', async () => {
    const client = EventStoreDBClient.connectionString(server.url)
    const onError = vi.fn<(error: unknown) => void>()
    const subscription = client.subscribeToAll().on('error', onError)
    subscription.resume()
    await emitted(subscription, 'caughtUp')
    const ended = emitted(subscription, 'end')

    await client.dispose()

    await ended
    expect(onError).not.toHaveBeenCalled()
    const result = await client.appendToStream(newStream(), jsonEvents(1))
    expect(result.success).toBe(true)
    await client.dispose()
  })
})
