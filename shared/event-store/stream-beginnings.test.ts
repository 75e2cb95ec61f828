import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startEventStore } from '../testing/event-store.ts'
import { someEvent } from '../testing/some-event.ts'
import type { EventStore, ReadStreamOptions } from './event-store.ts'
import { createStreamBeginnings, type StreamBeginnings } from './stream-beginnings.ts'

let store: EventStore
let beginnings: StreamBeginnings
let reads: (ReadStreamOptions | undefined)[]

beforeAll(async () => {
  store = await startEventStore()
})
afterAll(() => store[Symbol.asyncDispose]())
beforeEach(() => {
  reads = []
  beginnings = createStreamBeginnings({
    streamPages: (stream, options) => {
      reads.push(options)
      return store.streamPages(stream, options)
    },
  })
})

async function newStream(events: number): Promise<string> {
  const stream = `counter${randomUUID().replaceAll('-', '')}-1`
  if (events > 0) await append(stream, { expected: 'no_stream', events })
  return stream
}

function append(stream: string, wanted: { expected: number | 'no_stream'; events: number }) {
  const events = Array.from({ length: wanted.events }, (_, index) => someEvent({ index }))
  return store.append({ stream, expected: wanted.expected, events })
}

const toItsEnd = () => false
const atLeast = (count: number) => (events: readonly unknown[]) => events.length >= count

test('a stream is read to its end, however long it is', async () => {
  for (const length of [0, 1, 499, 500, 1_203]) {
    const stream = await newStream(length)
    const found = await beginnings.read(stream, toItsEnd)
    expect(found).toEqual({ events: await store.readStream(stream), isWhole: true })
  }
})

test('no more is read of a stream than is asked for', async () => {
  const stream = await newStream(1_203)
  const found = await beginnings.read(stream, atLeast(700))
  expect(found.events.map(({ revision }) => revision)).toEqual([...Array(1_000).keys()])
  expect(found.isWhole).toBe(false)
})

test('what was read before is not read again, and what came since is', async () => {
  const stream = await newStream(3)
  await beginnings.read(stream, toItsEnd)
  await append(stream, { expected: 2, events: 2 })
  const found = await beginnings.read(stream, toItsEnd)
  expect(found).toEqual({ events: await store.readStream(stream), isWhole: true })
  expect(reads.map((options) => options?.fromRevision)).toEqual([0, 3])
})

test('nothing is read where enough is known', async () => {
  const stream = await newStream(3)
  await beginnings.read(stream, toItsEnd)
  const found = await beginnings.read(stream, atLeast(2))
  expect(found).toMatchObject({ events: [{}, {}, {}], isWhole: false })
  expect(reads).toHaveLength(1)
})

test('two readers at once each see all that was there', async () => {
  const stream = await newStream(1_203)
  const first = beginnings.read(stream, atLeast(1))
  const [{ events }, whole] = await Promise.all([first, beginnings.read(stream, toItsEnd)])
  expect([events.length, whole.events.length]).toEqual([500, 1_203])
  expect((await beginnings.read(stream, toItsEnd)).events).toHaveLength(1_203)
  expect(reads.at(-1)?.fromRevision).toBe(1_203)
})

test('of more than is kept nothing is wrong but that it is read again', async () => {
  beginnings = createStreamBeginnings(store, 10_000)
  const streams = await Promise.all([5, 50, 5].map(newStream))
  for (const stream of [...streams, ...streams]) {
    expect((await beginnings.read(stream, toItsEnd)).events).toEqual(await store.readStream(stream))
  }
})
