import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  type Position,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  collect,
  emitted,
  jsonEvents,
  newStream,
  type ServerUnderTest,
  startServer,
  take,
} from './server-under-test.ts'

let server: ServerUnderTest
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

const uniqueWord = () => newStream('w').replaceAll('-', '')

describe('a filter', () => {
  it.each([
    [
      'by prefixes of the stream',
      (word: string) => streamNameFilter({ prefixes: [`${word}a`, `${word}b`] }),
      'stream',
    ],
    [
      'by a pattern for the stream',
      (word: string) => streamNameFilter({ regex: `^${word}[ab]` }),
      'stream',
    ],
    [
      'by prefixes of the type',
      (word: string) => eventTypeFilter({ prefixes: [`${word}a`, `${word}b`] }),
      'type',
    ],
    [
      'by a pattern for the type',
      (word: string) => eventTypeFilter({ regex: `^${word}[ab]$` }),
      'type',
    ],
  ] as const)(
    '%s lets through what matches, from history and live',
    async (_case, filterFor, on) => {
      const word = uniqueWord()
      const append = (letter: string) => {
        const [stream, type] =
          on === 'stream' ? [word + letter, 'thing'] : [newStream(), word + letter]
        return server.client.appendToStream(stream, jsonEvents(2, type))
      }
      const seen: string[] = []
      for (const letter of ['a', 'c', 'b']) await append(letter)
      const subscription = server.client
        .subscribeToAll({ fromPosition: START, filter: filterFor(word) })
        .on('data', ({ event }) =>
          seen.push((on === 'stream' ? event?.streamId : event?.type) ?? ''),
        )
      await emitted(subscription, 'caughtUp')

      for (const letter of ['c', 'b', 'a']) await append(letter)

      const expected = ['a', 'a', 'b', 'b', 'b', 'b', 'a', 'a'].map((letter) => word + letter)
      await vi.waitFor(() => expect(seen).toEqual(expected))
      await subscription.unsubscribe()
    },
  )

  it('against system events leaves none of them', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(1))
    await server.client.setStreamMetadata(stream, { maxCount: 3 })
    const last = jsonEvent({ type: 'finish', data: {} })
    await server.client.appendToStream(stream, last)

    const seen: ResolvedEvent[] = []
    const filter = excludeSystemEvents()
    for await (const event of server.client.subscribeToAll({ fromPosition: START, filter })) {
      seen.push(event)
      if (event.event?.id === last.id) break
    }

    expect(seen.filter(({ event }) => event?.type.startsWith('$'))).toEqual([])
    expect(seen.length).toBeGreaterThanOrEqual(2)
  })
})

describe('checkpoints', () => {
  const subscribe = (options: {
    from: Position | typeof START | typeof END
    prefix: string
    window: number
    every: number
  }) => {
    const checkpoints: Position[] = []
    const subscription = server.client.subscribeToAll({
      fromPosition: options.from,
      filter: streamNameFilter({
        prefixes: [options.prefix],
        maxSearchWindow: options.window,
        checkpointInterval: options.every,
        checkpointReached: (_subscription, position) => {
          checkpoints.push(position)
        },
      }),
    })
    return { checkpoints, subscription: subscription.resume() }
  }

  it('come every window × interval events that were looked at, and once before catching up', async () => {
    const stream = newStream()
    const { position } = await server.client.appendToStream(stream, jsonEvents(1))
    await server.client.appendToStream(stream, jsonEvents(100))

    const { checkpoints, subscription } = subscribe({
      from: position ?? START,
      prefix: 'nothing-is-called-like-this',
      window: 10,
      every: 3,
    })
    await emitted(subscription, 'caughtUp')

    expect(checkpoints.length).toBeGreaterThanOrEqual(4)
    const commits = checkpoints.map(({ commit }) => commit)
    expect(commits).toEqual([...new Set(commits)].toSorted((a, b) => (a < b ? -1 : 1)))
    await subscription.unsubscribe()
  })

  it('come live, too, where nothing matches, at the position of the event that was due', async () => {
    const { checkpoints, subscription } = subscribe({
      from: END,
      prefix: 'nothing-is-called-like-this',
      window: 5,
      every: 2,
    })
    await emitted(subscription, 'caughtUp')
    const stream = newStream()

    for (const event of jsonEvents(40)) await server.client.appendToStream(stream, event)

    await vi.waitFor(() => expect(checkpoints.length).toBeGreaterThanOrEqual(4))
    const written = (await collect(server.client.readAll())).map(({ event }) => event?.position)
    for (const checkpoint of checkpoints) expect(written).toContainEqual(checkpoint)
    await subscription.unsubscribe()
  })

  it('are places to go on from without losing or repeating an event', async () => {
    const stream = newStream()
    const { position } = await server.client.appendToStream(stream, jsonEvents(1))
    const events = jsonEvents(100)
    await server.client.appendToStream(stream, events)
    const first = subscribe({ from: position ?? START, prefix: 'no-such', window: 7, every: 1 })
    await emitted(first.subscription, 'caughtUp')
    await first.subscription.unsubscribe()
    const more = jsonEvents(10)
    await server.client.appendToStream(stream, more)

    for (const checkpoint of first.checkpoints) {
      const all = [...events, ...more].map((event) => event.id)
      const read = server.client.subscribeToAll({ fromPosition: checkpoint })
      const [next] = await take(read, 1)
      const reread = await collect(server.client.readStream(stream))
      const before = reread.filter(
        ({ event }) => (event?.position?.commit ?? 0n) < (next?.event?.position?.commit ?? 0n),
      )
      const place = all.indexOf(next?.event?.id ?? '')
      expect(before.slice(1).map(({ event }) => event?.id)).toEqual(all.slice(0, place))
      expect(
        before.every(({ event }) => (event?.position?.commit ?? 0n) <= checkpoint.commit),
      ).toBe(true)
    }
  })

  it('are not sent without a filter', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(200))
    const subscription = server.client.subscribeToAll({ fromPosition: START })
    const responses: ResolvedEvent[] = []
    subscription.on('data', (event) => responses.push(event))

    await emitted(subscription, 'caughtUp')

    expect(responses.length).toBeGreaterThanOrEqual(200)
    await subscription.unsubscribe()
  })
})
