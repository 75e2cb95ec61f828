import { rm } from 'node:fs/promises'
import { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startEventStoreNode } from '#event-store-node/start-event-store-node.ts'
import {
  collect,
  emitted,
  idsOf,
  jsonEvents,
  newStream,
  temporaryDir,
} from './server-under-test.ts'
import { type SpawnedNode, spawnNode } from './spawned-node.ts'

let dir: string
let compileCache: string
beforeAll(async () => {
  compileCache = await temporaryDir()
})
beforeEach(async () => {
  dir = await temporaryDir()
})
afterEach(() => rm(dir, { recursive: true }))
afterAll(() => rm(compileCache, { recursive: true }))

const spawnIn = (port = 0) => spawnNode({ dir, port, compileCache })

const clientOf = (node: SpawnedNode) => EventStoreDBClient.connectionString(node.url)

/** Each process is killed when it has given so many answers, while three more appends are on their way. */
const LIVES = [0, 1, 2, 9, 30, 75]
const WRITERS = 4
const BATCH_SIZE = 5

type Seen = {
  /** The event ids of each append that was answered. */
  readonly acknowledged: string[][]
  /** Which append an event belongs to, by its id. */
  readonly appendOf: Map<string, number>
}

describe('a process that is killed at any moment', () => {
  it('comes back with everything it acknowledged, once, in order, and nothing half', async () => {
    const seen: Seen = { acknowledged: [], appendOf: new Map() }
    const stream = newStream()
    let port = 0
    for (const answers of LIVES) {
      await using node = await spawnIn(port)
      port = node.port
      await writeUntilKilled(node, stream, { answers, seen })
    }

    await using node = await spawnIn(port)
    const client = clientOf(node)
    const recorded = idsOf(await collect(client.readStream(stream)))
    await client.dispose()

    const places = new Map(recorded.map((id, place) => [id, place]))
    expect(new Set(recorded).size).toBe(recorded.length)
    expect(seen.acknowledged.length).toBeGreaterThanOrEqual(Math.max(...LIVES))
    for (const ids of seen.acknowledged) {
      const first = places.get(ids[0]) ?? -1
      expect(recorded.slice(first, first + ids.length)).toEqual(ids)
    }
    const parts = Map.groupBy(recorded, (id) => seen.appendOf.get(id ?? ''))
    expect([...parts.values()].filter((ids) => ids.length !== BATCH_SIZE)).toEqual([])
  })

  it('lets the same client go on when it is back on its port', async () => {
    const stream = newStream()
    const first = await spawnIn()
    const client = clientOf(first)
    await client.appendToStream(stream, jsonEvents(1))
    await first.stop('SIGKILL')
    await client.appendToStream(stream, jsonEvents(1)).catch(() => {})
    await using _second = await spawnIn(first.port)

    const result = await untilItSucceeds(() => client.appendToStream(stream, jsonEvents(1)))

    expect(result.success).toBe(true)
    await client.dispose()
  })

  it('still knows a repeated append with any', async () => {
    const stream = newStream()
    const events = jsonEvents(3)
    const before = await spawnIn()
    const writer = clientOf(before)
    const answer = await writer.appendToStream(stream, events)
    await writer.dispose()
    await before.stop('SIGKILL')
    await using node = await spawnIn()
    const client = clientOf(node)

    const again = await client.appendToStream(stream, events)

    expect(again).toEqual(answer)
    expect(await collect(client.readStream(stream))).toHaveLength(3)
    await client.dispose()
  })

  it('says when it is back how many events it has', async () => {
    const before = await spawnIn()
    const writer = clientOf(before)
    const { position } = await writer.appendToStream(newStream(), jsonEvents(5))
    await writer.dispose()
    await before.stop('SIGKILL')

    await using node = await spawnIn()

    expect(node.lines).toContainEqual(
      expect.objectContaining({
        msg: 'event log opened',
        events: 6,
        head: Number(position?.commit),
      }),
    )
  })
})

async function writeUntilKilled(
  node: SpawnedNode,
  stream: string,
  life: { answers: number; seen: Seen },
): Promise<void> {
  const { acknowledged, appendOf } = life.seen
  const client = clientOf(node)
  const enough = acknowledged.length + life.answers
  const writeOn = async () => {
    for (;;) {
      const events = jsonEvents(BATCH_SIZE)
      const ids = events.map((event) => event.id)
      const append = appendOf.size
      for (const id of ids) appendOf.set(id, append)
      const answer = client.appendToStream(stream, events)
      if (acknowledged.length >= enough) void node.stop('SIGKILL')
      await answer
      acknowledged.push(ids)
    }
  }
  await Promise.allSettled(Array.from({ length: WRITERS }, writeOn))
  await client.dispose()
}

async function untilItSucceeds<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      return await work()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return work()
}

describe('a process that is asked to stop', () => {
  it('answers UNAVAILABLE to open subscriptions and is gone within three seconds', async () => {
    await using node = await spawnIn()
    const client = clientOf(node)
    const subscription = client.subscribeToAll()
    subscription.resume()
    const failed = new Promise<unknown>((resolve) => subscription.once('error', resolve))
    await emitted(subscription, 'caughtUp')
    const start = Date.now()

    const exitCode = await node.stop('SIGTERM')

    expect(await failed).toMatchObject({ type: 'unavailable' })
    expect(exitCode).toBe(0)
    expect(Date.now() - start).toBeLessThan(3000)
    await client.dispose()
  })
})

describe('a directory', () => {
  it('belongs to one process at a time, and the second says so', async () => {
    await using _first = await startEventStoreNode({ dir })

    await expect(spawnIn()).rejects.toThrow(/in use by another process/)
  })

  it('is free again when the node is disposed', async () => {
    const first = await startEventStoreNode({ dir })
    await first[Symbol.asyncDispose]()

    await using second = await startEventStoreNode({ dir })

    expect(second.port).toBeGreaterThan(0)
  })
})
