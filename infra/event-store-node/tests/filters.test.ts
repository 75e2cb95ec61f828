import { until } from '@deskhive/shared/testing/until.ts'
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
import { describe, expect, it } from 'vitest'
import { collect, emitted, jsonEvents, newStream } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

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
      await until(() => expect(seen).toEqual(expected))
      await subscription.unsubscribe()
    },
  )

  it.each([
    ['the very start and end, as \\A and \\z', (word: string) => `\\A${word}\\z`, ['']],
    ['the end but for a last line break, as \\Z', (word: string) => `^${word}\\Z`, ['', '\n']],
    ['classes of letters, as \\p{L}', (word: string) => `^${word}\\p{Lu}$`, ['Ä', 'A']],
    ['a backslash before what it does not need', (word: string) => `^${word}\\-\\\\A$`, ['-\\A']],
    ['capitals or not, as a leading (?i)', (word: string) => `(?i)^${word}ä$`, ['Ä']],
  ])('reads a pattern as the server does: %s', async (_case, patternFor, expected) => {
    const word = uniqueWord()
    const endings = ['', '\n', 'Ä', '-', '-\\A', 'A']
    for (const ending of endings) await server.client.appendToStream(word + ending, jsonEvents(1))
    const seen: string[] = []

    const subscription = server.client
      .subscribeToAll({
        fromPosition: START,
        filter: streamNameFilter({ regex: patternFor(word) }),
      })
      .on('data', ({ event }) => seen.push((event?.streamId ?? '').slice(word.length)))
    await emitted(subscription, 'caughtUp')

    expect(seen).toEqual(expected)
    await subscription.unsubscribe()
  })

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

    await until(() => expect(checkpoints.length).toBeGreaterThanOrEqual(4))
    const written = (await collect(server.client.readAll())).map(({ event }) => event?.position)
    for (const checkpoint of checkpoints) expect(written).toContainEqual(checkpoint)
    await subscription.unsubscribe()
  })

  it('are places to go on from', async () => {
    const stream = newStream()
    const { position } = await server.client.appendToStream(stream, jsonEvents(1))
    await server.client.appendToStream(stream, jsonEvents(60))
    const first = subscribe({ from: position ?? START, prefix: 'no-such', window: 7, every: 1 })
    await emitted(first.subscription, 'caughtUp')
    await first.subscription.unsubscribe()
    await server.client.appendToStream(stream, jsonEvents(1, 'last'))

    for (const checkpoint of first.checkpoints) {
      const filter = streamNameFilter({ prefixes: [stream] })
      const events = server.client.subscribeToAll({ fromPosition: checkpoint, filter })
      const rest = await takeUntil(events, 'last')
      expect(rest).toEqual(
        Array.from({ length: rest.length }, (_, index) => 62 - rest.length + index),
      )
    }
  })
})

/** The revisions up to and with the event of that type. */
async function takeUntil(events: AsyncIterable<ResolvedEvent>, type: string): Promise<number[]> {
  const revisions: number[] = []
  for await (const { event } of events) {
    revisions.push(Number(event?.revision))
    if (event?.type === type) break
  }
  return revisions
}
