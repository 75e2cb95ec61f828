import { randomUUID } from 'node:crypto'
import { type EventData, EventStoreDBClient, jsonEvent } from '@eventstore/db-client'

/** One line of the table: a name, what was measured, and its unit. */
export type BenchLine = { readonly name: string; readonly value: number; readonly unit: string }

const APPENDS_ONE_BY_ONE = 2000
const APPENDS_AT_ONCE = 8000
const BATCHES = 100
const BATCH_SIZE = 500
const DELIVERIES = 1000

/** About 170 bytes of data, as in the table of the real node. */
const TEXT = 'x'.repeat(120)

const newEvent = (index = 0): EventData =>
  jsonEvent({ type: 'MeasuredSomething', data: { index, text: TEXT, at: '2026-01-01T00:00:00Z' } })

/** Each after the other, on a server that does nothing else. */
export async function measureLines(url: string): Promise<BenchLine[]> {
  const client = EventStoreDBClient.connectionString(url)
  try {
    await client.appendToStream(`warm-${randomUUID()}`, newEvent())
    return [
      ...(await oneByOne(client)),
      await atOnce(client, 16),
      await atOnce(client, 64),
      await inBatches(client),
      await readingAll(client),
      ...(await delivering(client)),
    ]
  } finally {
    await client.dispose()
  }
}

/** Appends events in batches, for measuring on a log that is not empty. */
export async function fill(url: string, events: number): Promise<void> {
  const client = EventStoreDBClient.connectionString(url)
  for (let done = 0; done < events; done += BATCH_SIZE) {
    const batch = Array.from({ length: BATCH_SIZE }, (_, index) => newEvent(index))
    await client.appendToStream(`fill-${done}`, batch, { expectedRevision: 'no_stream' })
  }
  await client.dispose()
}

async function oneByOne(client: EventStoreDBClient): Promise<BenchLine[]> {
  const stream = `one-${randomUUID()}`
  const durations: number[] = []
  const seconds = await timed(async () => {
    for (let index = 0; index < APPENDS_ONE_BY_ONE; index += 1) {
      const start = performance.now()
      await client.appendToStream(stream, newEvent(index))
      durations.push(performance.now() - start)
    }
  })
  return [
    { name: 'append one by one', value: APPENDS_ONE_BY_ONE / seconds, unit: 'appends/s' },
    { name: 'append one by one, p50', value: median(durations), unit: 'ms' },
  ]
}

async function atOnce(client: EventStoreDBClient, writers: number): Promise<BenchLine> {
  const seconds = await timed(() =>
    Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const stream = `many-${writer}-${randomUUID()}`
        for (let index = 0; index < APPENDS_AT_ONCE / writers; index += 1) {
          await client.appendToStream(stream, newEvent(index))
        }
      }),
    ),
  )
  return { name: `append ${writers} at once`, value: APPENDS_AT_ONCE / seconds, unit: 'appends/s' }
}

async function inBatches(client: EventStoreDBClient): Promise<BenchLine> {
  const stream = `batch-${randomUUID()}`
  const seconds = await timed(async () => {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const events = Array.from({ length: BATCH_SIZE }, (_, index) => newEvent(index))
      await client.appendToStream(stream, events)
    }
  })
  const events = BATCHES * BATCH_SIZE
  return { name: `append batches of ${BATCH_SIZE}`, value: events / seconds, unit: 'events/s' }
}

async function readingAll(client: EventStoreDBClient): Promise<BenchLine> {
  const events = BATCHES * BATCH_SIZE
  let count = 0
  const seconds = await timed(async () => {
    for await (const _event of client.readAll({ maxCount: events })) count += 1
  })
  return { name: 'readAll', value: count / seconds, unit: 'events/s' }
}

async function delivering(client: EventStoreDBClient): Promise<BenchLine[]> {
  const stream = `delivered-${randomUUID()}`
  const subscription = client.subscribeToStream(stream)
  const events = subscription[Symbol.asyncIterator]()
  const delays: number[] = []
  for (let index = 0; index < DELIVERIES; index += 1) {
    const start = performance.now()
    const appended = client.appendToStream(stream, newEvent(index))
    await events.next()
    delays.push(performance.now() - start)
    await appended
  }
  await subscription.unsubscribe()
  return [
    { name: 'append to subscriber, p50', value: median(delays), unit: 'ms' },
    { name: 'append to subscriber, p99', value: quantile(delays, 0.99), unit: 'ms' },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const median = (values: readonly number[]) => quantile(values, 0.5)

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}
