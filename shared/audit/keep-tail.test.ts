import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import { connectEventStore } from '../event-store/connect.ts'
import type { EventStore } from '../event-store/event-store.ts'
import { logStart } from '../kernel/position.ts'
import { appendChained } from '../testing/chained-log.ts'
import { keepTail } from './keep-tail.ts'

const COUNT = 4_100
const LARGE = 40

let store: EventStore
let positions: bigint[]
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-tail-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const node = stack.use(await startEventStoreNode({ dir }))
  store = stack.use(connectEventStore(node.url, { upcasters: {} }))
  const events = Array.from({ length: COUNT }, (_, n) => ({ type: 'TestNoted', data: { n } }))
  for (let start = 0; start < COUNT; start += 500) {
    await appendChained(store, 'ticket-1', events.slice(start, start + 500))
  }
  positions = []
  for await (const page of store.streamPages('ticket-1')) {
    positions.push(...page.map(({ position }) => position))
  }
})
afterAll(() => stack.disposeAsync())

/** @returns what a subscription from there has brought, and how often the log was read beside it */
async function tailFrom(index: number) {
  const reads = { count: 0 }
  const tail = keepTail({
    ...store,
    readAll: (options) => {
      reads.count += 1
      return store.readAll(options)
    },
  })
  const stop = new AbortController()
  const from = positions[index - 1] ?? logStart
  for await (const batch of tail.subscribe({ from, signal: stop.signal })) {
    if (batch.at(-1)?.position === positions.at(-1)) stop.abort()
  }
  const read = async (first: number, maxCount: number) => {
    const page = await tail.readAll({ from: positions[first - 1] ?? logStart, maxCount })
    return { places: page.events.map(({ position }) => positions.indexOf(position)), ...page }
  }
  return { reads, read }
}

describe('what a subscription has brought', () => {
  it('is not read again, and the log says where it ends', async () => {
    const { reads, read } = await tailFrom(COUNT - 3)

    expect((await read(COUNT - 3, 2)).places).toEqual([COUNT - 3, COUNT - 2])
    expect((await read(COUNT - 1, 2)).places).toEqual([COUNT - 1])
    expect(reads.count).toBe(0)
    expect(await read(COUNT, 2)).toMatchObject({ places: [], next: null })
    expect(reads.count).toBe(1)
  })

  it('is read from the log where it came before that', async () => {
    const { reads, read } = await tailFrom(COUNT - 3)

    expect((await read(COUNT - 5, 9)).places).toHaveLength(5)
    expect(reads.count).toBe(1)
  })

  it('is forgotten where it is too much, and read from the log then', async () => {
    const { reads, read } = await tailFrom(0)

    expect((await read(99, 1)).places).toEqual([99])
    expect(reads.count).toBe(1)
    expect((await read(100, 1)).places).toEqual([100])
    expect(reads.count).toBe(1)
  })

  // The last one: the log is longer afterwards.
  it('is forgotten where its events are large, and read from the log then', async () => {
    const data = { text: 'a'.repeat(900_000) }
    for (let n = 0; n < LARGE; n += 1) {
      await appendChained(store, 'ticket-2', [{ type: 'TestNoted', data }])
    }
    for await (const page of store.streamPages('ticket-2')) {
      positions.push(...page.map(({ position }) => position))
    }
    const { reads, read } = await tailFrom(COUNT)

    expect((await read(COUNT, 1)).places).toEqual([COUNT])
    expect(reads.count).toBe(1)
    expect((await read(COUNT + LARGE - 1, 1)).places).toEqual([COUNT + LARGE - 1])
    expect(reads.count).toBe(1)
  })
})
