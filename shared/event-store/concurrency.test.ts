import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pause } from '../kernel/pause.ts'
import { by, createCounter, newCounter } from '../testing/counter.ts'
import { startEventStore } from '../testing/event-store.ts'
import { someContext } from '../testing/some-event.ts'
import { until } from '../testing/until.ts'
import { type AggregateStore, createAggregateStore } from './aggregate-store.ts'
import type { EventStore } from './event-store.ts'
import { hashEvent } from './hash-chain.ts'

let eventStore: EventStore

beforeAll(async () => {
  eventStore = await startEventStore()
})
afterAll(() => eventStore[Symbol.asyncDispose]())

/** As another process would have: the same log, a cache of its own. */
const process = (): AggregateStore => createAggregateStore({ eventStore })

test('a command that two processes handle at once is recorded once, and the chain stays whole', async () => {
  const aggregate = newCounter()
  const context = someContext()
  await createCounter(aggregate, process())
  const retrying = process()
  const command = { aggregate, id: 1, decide: () => [by(2)] }
  let isFirst = true
  const slow = createAggregateStore({
    eventStore,
    faultPoint: async (name) => {
      if (name !== 'before-append' || !isFirst) return
      isFirst = false
      const retried = { ...context, request_id: randomUUID() }
      await retrying.handleCommand({ ...command, context: retried, mayBeRepeat: true })
      await pause(1_100) // being slow is the case here: this long, and nobody takes it for alive
    },
  })
  expect(await slow.handleCommand({ ...command, context })).toMatchObject({ state: { total: 3 } })
  for (const store of [slow, retrying]) {
    await store.handleCommand({ ...command, context: someContext() })
  }

  const stored = await eventStore.readStream(`${aggregate.resource}-1`)
  const expected = [undefined, ...stored.slice(0, -1).map(hashEvent)]
  expect(stored.map(({ metadata }) => metadata.prev_hash)).toEqual(expected)
  expect(stored).toHaveLength(4)
})

describe('twenty parallel writers', () => {
  test('in one process all succeed, each on the state that the one before left', async () => {
    const aggregate = newCounter()
    const store = process()
    await createCounter(aggregate, store)
    const command = { aggregate, id: 1, decide: () => [by(1)] }
    const handled = await Promise.all(
      Array.from({ length: 20 }, () => store.handleCommand({ ...command, context: someContext() })),
    )
    expect(handled.map(({ state }) => state.total)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 2),
    )
  })

  test('in each of two processes lose no update; who never gets through is told of a conflict', async () => {
    const aggregate = newCounter()
    const processes = [process(), process()]
    await createCounter(aggregate, process())
    const command = { aggregate, id: 1, decide: () => [by(1)] }
    const ended = await Promise.allSettled(
      Array.from({ length: 20 }).flatMap(() =>
        processes.map((store) => store.handleCommand({ ...command, context: someContext() })),
      ),
    )
    const done = ended.filter(({ status }) => status === 'fulfilled').length
    const state = { total: done + 1, times: done + 1 }
    expect(await process().load(aggregate, 1)).toMatchObject({ state })
    expect(done).toBeGreaterThan(20)
    const refusals = ended.flatMap((it) => (it.status === 'rejected' ? [it.reason.code] : []))
    expect(refusals).toEqual(refusals.map(() => 'CONFLICT'))
  })
})

test('followed streams are up to date without being read', async () => {
  const aggregate = newCounter()
  const following = process()
  const stop = new AbortController()
  const seen: number[] = []
  const ended = following.keepFresh({
    streamPrefixes: [`${aggregate.resource}-`],
    signal: stop.signal,
    onEvent: ({ revision }) => seen.push(revision),
  })
  await createCounter(aggregate, process())
  await following.load(aggregate, 1)
  await process().handleCommand({ aggregate, id: 1, decide: () => [by(4)], context: someContext() })
  await vi.waitFor(() => expect(seen.at(-1)).toBe(1), { timeout: 10_000 })

  const reads = vi.spyOn(eventStore, 'streamPages')
  await until(async () => {
    reads.mockClear()
    expect(await following.load(aggregate, 1)).toMatchObject({ state: { total: 5 }, revision: 1 })
    expect(reads).not.toHaveBeenCalled()
  })
  stop.abort()
  await ended
  await following.load(aggregate, 1)
  expect(reads).toHaveBeenCalledOnce()
})

test('who follows streams is told that it may have missed what came before it could', async () => {
  const aggregate = newCounter()
  await createCounter(aggregate, process())
  const stop = new AbortController()
  const told: string[] = []
  const ended = process().keepFresh({
    streamPrefixes: [`${aggregate.resource}-`],
    signal: stop.signal,
    onEvent: ({ type }) => told.push(type),
    onInterrupted: () => told.push('all may be stale'),
  })
  await until(() => expect(told).toEqual(['all may be stale']))
  await process().handleCommand({ aggregate, id: 1, decide: () => [by(4)], context: someContext() })
  await until(() => expect(told).toEqual(['all may be stale', 'Counted']))
  stop.abort()
  await ended
})
