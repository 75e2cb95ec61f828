import { rm } from 'node:fs/promises'
import { EventStoreDBClient } from '@eventstore/db-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
beforeEach(async () => {
  dir = await temporaryDir()
})
afterEach(() => rm(dir, { recursive: true }))

const clientOf = (node: SpawnedNode) => EventStoreDBClient.connectionString(node.url)

/** How long each process lives after it listens, in milliseconds: from before the first append to amid many. */
function* pauses(count: number): Generator<number> {
  for (let index = 0; index < count; index += 1) yield Math.floor(Math.random() * 120)
}

describe('a process that is killed at any moment', () => {
  it('comes back with everything it acknowledged, once, in order, and nothing half', async () => {
    const acknowledged: string[][] = []
    const attempted = new Map<string, number>()
    const stream = newStream()
    let port = 0
    for (const pauseMs of pauses(6)) {
      await using node = await spawnNode({ dir, port })
      port = node.port
      const client = clientOf(node)
      const killed = new Promise((resolve) => setTimeout(resolve, pauseMs)).then(() =>
        node.stop('SIGKILL'),
      )
      await writeUntilItFails(client, stream, { acknowledged, attempted })
      await killed
      await client.dispose()
    }

    await using node = await spawnNode({ dir, port })
    const client = clientOf(node)
    const recorded = idsOf(await collect(client.readStream(stream)))
    await client.dispose()

    const places = new Map(recorded.map((id, place) => [id, place]))
    expect(new Set(recorded).size).toBe(recorded.length)
    for (const batch of acknowledged) {
      const first = places.get(batch[0])
      expect(first).toBeDefined()
      expect(recorded.slice(first, (first ?? 0) + batch.length)).toEqual(batch)
    }
    const batches = new Map<number, number>()
    for (const id of recorded) {
      const batch = attempted.get(id ?? '') ?? -1
      batches.set(batch, (batches.get(batch) ?? 0) + 1)
    }
    expect([...batches.values()].every((count) => count === BATCH_SIZE)).toBe(true)
    expect(acknowledged.length).toBeGreaterThan(0)
  })

  it('lets the same client go on when it is back on its port', async () => {
    const stream = newStream()
    const first = await spawnNode({ dir })
    const client = clientOf(first)
    await client.appendToStream(stream, jsonEvents(1))
    await first.stop('SIGKILL')
    await client.appendToStream(stream, jsonEvents(1)).catch(() => {})
    await using _second = await spawnNode({ dir, port: first.port })

    const result = await untilItSucceeds(() => client.appendToStream(stream, jsonEvents(1)))

    expect(result.success).toBe(true)
    await client.dispose()
  })

  it('still knows a repeated append with any', async () => {
    const stream = newStream()
    const events = jsonEvents(3)
    const before = await spawnNode({ dir })
    const writer = clientOf(before)
    const answer = await writer.appendToStream(stream, events)
    await writer.dispose()
    await before.stop('SIGKILL')
    await using node = await spawnNode({ dir })
    const client = clientOf(node)

    const again = await client.appendToStream(stream, events)

    expect(again).toEqual(answer)
    expect(await collect(client.readStream(stream))).toHaveLength(3)
    await client.dispose()
  })

  it('says when it is back how many events it has', async () => {
    const before = await spawnNode({ dir })
    const writer = clientOf(before)
    const { position } = await writer.appendToStream(newStream(), jsonEvents(5))
    await writer.dispose()
    await before.stop('SIGKILL')

    await using node = await spawnNode({ dir })

    expect(node.lines).toContainEqual(
      expect.objectContaining({
        msg: 'event log opened',
        events: 6,
        head: Number(position?.commit),
      }),
    )
  })
})

const BATCH_SIZE = 5

async function writeUntilItFails(
  client: EventStoreDBClient,
  stream: string,
  seen: { acknowledged: string[][]; attempted: Map<string, number> },
): Promise<void> {
  const writeOn = async () => {
    for (;;) {
      const events = jsonEvents(BATCH_SIZE)
      const ids = events.map((event) => event.id)
      const batch = seen.attempted.size
      for (const id of ids) seen.attempted.set(id, batch)
      await client.appendToStream(stream, events, { deadline: 2000 })
      seen.acknowledged.push(ids)
    }
  }
  await Promise.allSettled(Array.from({ length: 4 }, writeOn))
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
    await using node = await spawnNode({ dir })
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
    await using _first = await startEventStoreNode({ dir, host: '127.0.0.1', port: 0 })

    await expect(spawnNode({ dir })).rejects.toThrow(/in use by another process/)
  })

  it('is free again when the node is disposed', async () => {
    const first = await startEventStoreNode({ dir, host: '127.0.0.1', port: 0 })
    await first[Symbol.asyncDispose]()

    await using second = await startEventStoreNode({ dir, host: '127.0.0.1', port: 0 })

    expect(second.port).toBeGreaterThan(0)
  })
})
