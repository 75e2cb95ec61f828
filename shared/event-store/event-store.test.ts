import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { startEventStore } from '../testing/event-store.ts'
import { someEvent } from '../testing/some-event.ts'
import { transportNames } from './connect.ts'
import type { EventStore, SubscribeOptions } from './event-store.ts'

describe.each(transportNames)('by the %s transport', (transport) => {
  let store: EventStore

  beforeAll(async () => {
    store = await startEventStore({ transport })
  })
  afterAll(() => store[Symbol.asyncDispose]())

  const newStream = (): string => `counter${randomUUID().replaceAll('-', '')}-1`

  async function fill(stream: string, count: number): Promise<void> {
    const events = Array.from({ length: count }, (_, index) => someEvent({ index }))
    await store.append({ stream, expected: 'no_stream', events })
  }

  describe('an append', () => {
    test('answers with the revision and position of its last event', async () => {
      const stream = newStream()
      const events = [someEvent(), someEvent({ text: 'ünïcode \u{1F600}' })]
      const appended = await store.append({ stream, expected: 'no_stream', events })
      const read = await store.readStream(stream)
      expect(appended).toEqual({ revision: 1, position: read.at(-1)?.position })
      expect(read).toMatchObject(events.map((event, revision) => ({ ...event, stream, revision })))
    })

    test('at another revision than the stream has is refused with both', async () => {
      const stream = newStream()
      await fill(stream, 2)
      const append = (expected: number | 'no_stream'): Promise<unknown> =>
        store.append({ stream, expected, events: [someEvent()] })
      await expect(append(0)).rejects.toMatchObject({
        name: 'WrongRevision',
        stream,
        expected: 0,
        actual: 1,
      })
      await expect(append('no_stream')).rejects.toMatchObject({ expected: 'no_stream', actual: 1 })
      expect(await store.readStream(stream)).toHaveLength(2)
    })

    test('that is repeated is not written again', async () => {
      const stream = newStream()
      const append = { stream, expected: 'no_stream', events: [someEvent(), someEvent()] } as const
      const first = await store.append(append)
      await store.append({ stream, expected: 1, events: [someEvent()] })
      expect(await store.append(append)).toEqual(first)
      expect(await store.readStream(stream)).toHaveLength(3)
    })

    test('of more than the log takes at once is the caller’s mistake', async () => {
      const events = [someEvent({ text: 'x'.repeat(1_100_000) })]
      const append = store.append({ stream: newStream(), expected: 'no_stream', events })
      await expect(append).rejects.toMatchObject({ name: 'Refused', code: 'INVALID' })
    })
  })

  describe('a stream', () => {
    test('that is not there has no events', async () => {
      expect(await store.readStream(newStream())).toEqual([])
    })

    test('of any length is read whole, from both ends, and in part', async () => {
      const stream = newStream()
      await fill(stream, 1_203)
      const indexes = async (
        options: Parameters<EventStore['readStream']>[1],
      ): Promise<unknown[]> =>
        (await store.readStream(stream, options)).map(({ data }) => data.index)

      const all = Array.from({ length: 1_203 }, (_, index) => index)
      expect(await indexes({})).toEqual(all)
      expect(await indexes({ direction: 'backwards' })).toEqual(all.toReversed())
      expect(await indexes({ fromRevision: 1_201 })).toEqual([1_201, 1_202])
      expect(await indexes({ fromRevision: 1_203 })).toEqual([])
      expect(await indexes({ fromRevision: 1, direction: 'backwards' })).toEqual([1, 0])
      expect(await indexes({ fromRevision: 600, maxCount: 502 })).toEqual(all.slice(600, 1_102))
    })
  })

  test('the whole log is read page by page without a gap, up to the head', async () => {
    await fill(newStream(), 30)
    const positions: Position[] = []
    let from: Position | null = logStart
    while (from !== null) {
      const page = await store.readAll({ from, maxCount: 7 })
      positions.push(...page.events.map(({ position }) => position))
      from = page.next
    }
    const whole = await store.readAll({ from: logStart, maxCount: 1_000_000 })
    expect(positions).toEqual(whole.events.map(({ position }) => position))
    expect(positions.at(-1)).toBe(await store.head())
    const newest = await store.readAll({ maxCount: 2, direction: 'backwards' })
    expect(newest.events.map(({ position }) => position)).toEqual(positions.slice(-2).toReversed())
  })

  describe('a subscription', () => {
    test('gives what was there and what comes, in order, in batches that are not too big', async () => {
      const stream = newStream()
      const from = await store.head()
      await fill(stream, 120)
      const batches = await take(130, { from, batchSize: 50 }, async () => {
        const events = Array.from({ length: 10 }, (_, index) => someEvent({ index: 120 + index }))
        await store.append({ stream, expected: 119, events })
      })
      const events = batches.flat()
      expect(events.map(({ data }) => data.index)).toEqual(Array.from({ length: 130 }, (_, i) => i))
      expect(Math.max(...batches.map(({ length }) => length))).toBe(50)
      expect(events.at(-1)?.position).toBe(await store.head())
    })

    test('of some streams gives nothing of the others', async () => {
      const from = await store.head()
      const stream = newStream()
      const other = newStream()
      await fill(other, 3)
      await fill(stream, 2)
      const prefixes = [stream.slice(0, -1)]
      const [batch] = await take(2, { from, streamPrefixes: prefixes }, () => fill(newStream(), 1))
      expect(batch?.map((event) => event.stream)).toEqual([stream, stream])
    })

    /** Until `count` events have come; `onCaughtUp` runs once, when the first part of them is there. */
    async function take(
      count: number,
      options: Omit<SubscribeOptions, 'signal' | 'onCaughtUp'>,
      onCaughtUp: () => Promise<void>,
    ): Promise<RecordedEvent[][]> {
      const stop = new AbortController()
      const caughtUp = Promise.withResolvers<void>()
      const batches: RecordedEvent[][] = []
      const after = caughtUp.promise.then(onCaughtUp)
      const subscription = store.subscribe({
        ...options,
        signal: stop.signal,
        onCaughtUp: () => caughtUp.resolve(),
      })
      for await (const batch of subscription) {
        batches.push(batch)
        if (batches.flat().length >= count)
          after.then(
            () => stop.abort(),
            () => stop.abort(),
          )
      }
      await after
      return batches
    }
  })
})
