import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import { startEventStore } from '../testing/event-store.ts'
import { someEvent } from '../testing/some-event.ts'
import type { EventStore } from './event-store.ts'
import { NewerEvent } from './upcast.ts'

let store: EventStore

beforeAll(async () => {
  store = await startEventStore()
  const { metadata, ...event } = someEvent({ count: { of: 'a version that is not known' } })
  const newer = { ...event, metadata: { ...metadata, schema_version: '2' } }
  await store.append({ stream: 'thing-1', expected: 'no_stream', events: [someEvent()] })
  await store.append({ stream: 'thing-2', expected: 'no_stream', events: [someEvent(), newer] })
})
afterAll(() => store[Symbol.asyncDispose]())

describe('an event of a version that only a newer program knows', () => {
  test('is not read, and what it is and what to do is said', async () => {
    const failure = await store.readStream('thing-2').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Unavailable)
    expect(String(failure)).toBe(
      'NewerEvent: Counted at revision 1 of thing-2 is of version 2, and this DeskHive knows versions' +
        ' up to 1: start the version that wrote it',
    )
    await expect(store.readAll({ maxCount: 10 })).rejects.toThrow(NewerEvent)
    expect(await store.readStream('thing-1')).toHaveLength(1)
  })

  test('is not handed to a subscriber, who gets all before it and is told why no more comes', async () => {
    const stop = new AbortController()
    const told: unknown[] = []
    const onInterrupted = (cause: unknown) => {
      told.push(cause)
      if (told.length === 2) stop.abort()
    }
    const got: string[] = []
    const wanted = { from: logStart, signal: stop.signal, onInterrupted }
    for await (const batch of store.subscribe(wanted)) {
      got.push(...batch.map(({ stream, revision }) => `${stream}@${revision}`))
    }
    expect(got).toEqual(['thing-1@0', 'thing-2@0'])
    expect(told).toEqual([expect.any(NewerEvent), expect.any(NewerEvent)])
  })
})
