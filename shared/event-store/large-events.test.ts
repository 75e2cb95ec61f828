import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RecordedEvent } from '../kernel/event.ts'
import { logStart } from '../kernel/position.ts'
import { weightOfData } from '../kernel/weight.ts'
import { startEventStore } from '../testing/event-store.ts'
import { someEvent } from '../testing/some-event.ts'
import { transportNames } from './connect.ts'
import type { EventStore } from './event-store.ts'
import { logPages } from './log-pages.ts'

const COUNT = 24
const MIB = 1024 * 1024
const TEXT = 'a'.repeat(0.9 * MIB)
/** What is read or handed over at once, and one event more. */
const MOST_BYTES = 9 * MIB

const revisions = (events: readonly RecordedEvent[]) => events.map(({ revision }) => revision)

describe.each(transportNames)('of large events by the %s transport', (transport) => {
  let store: EventStore
  const all = Array.from({ length: COUNT }, (_, revision) => revision)

  beforeAll(async () => {
    store = await startEventStore({ transport })
    await appendTo('large-1')
  })
  async function appendTo(stream: string): Promise<void> {
    for (const revision of all) {
      const expected = revision === 0 ? 'no_stream' : revision - 1
      await store.append({ stream, expected, events: [someEvent({ text: TEXT })] })
    }
  }
  afterAll(() => store[Symbol.asyncDispose]())

  test('pages of the log have few, and together all', async () => {
    const pages = await Array.fromAsync(logPages(store))
    expect(revisions(pages.flat())).toEqual(all)
    for (const page of pages) expect(weightOfData(page)).toBeLessThan(MOST_BYTES)
    const { events, next } = await store.readAll({ direction: 'backwards', maxCount: 1_000 })
    expect(events.length).toBeLessThan(COUNT)
    expect(next).toBe(events.at(-1)?.position)
  })

  test('a stream is read whole, in either direction', async () => {
    expect(revisions(await store.readStream('large-1'))).toEqual(all)
    const backwards = await store.readStream('large-1', { direction: 'backwards' })
    expect(revisions(backwards)).toEqual(all.toReversed())
    expect(revisions(await store.readStream('large-1', { maxCount: 15 }))).toEqual(all.slice(0, 15))
  })

  test('a subscription hands over few at once, and misses none', async () => {
    const stop = new AbortController()
    const seen: RecordedEvent[] = []
    for await (const batch of store.subscribe({ from: logStart, signal: stop.signal })) {
      expect(weightOfData(batch)).toBeLessThan(MOST_BYTES)
      seen.push(...batch)
      // While it is busy, more arrive than it may be given.
      await new Promise((resolve) => setTimeout(resolve, 100))
      if (seen.length === COUNT) stop.abort()
    }
    expect(revisions(seen)).toEqual(all)
  })

  test('one of other streams, which passes them in silence, is not taken for dead', async () => {
    const stop = new AbortController()
    const onInterrupted = vi.fn<(cause: unknown) => void>()
    const caughtUp = Promise.withResolvers<void>()
    const options = { from: logStart, signal: stop.signal, streamPrefixes: ['none-'] }
    const following = Array.fromAsync(
      store.subscribe({ ...options, onInterrupted, onCaughtUp: caughtUp.resolve }),
    )
    await caughtUp.promise
    await appendTo('large-2')
    await new Promise((resolve) => setTimeout(resolve, 7_000)) // three looks of the watchdog
    stop.abort()
    expect(await following).toEqual([])
    expect(onInterrupted).not.toHaveBeenCalled()
  })
})
