import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import { connectEventStore } from '../event-store/connect.ts'
import type { EventStore } from '../event-store/event-store.ts'
import { systemActor } from '../kernel/event.ts'
import { createLogger } from '../observability/logger.ts'
import { appendChained, signAll } from '../testing/chained-log.ts'
import { silent } from '../testing/silent.ts'
import { auditStream } from './audit-root.ts'
import { keepRoots } from './keep-roots.ts'
import { makeSigningKey, readSigningKey } from './signing-key.ts'

const key = readSigningKey(makeSigningKey())

test('a root is signed by whom all that the desk does by itself is said to be done', async () => {
  await withLog(async (store) => {
    await signAll(store, key)
    const [root] = await store.readStream(auditStream)
    const { type, id, name } = systemActor
    const actor = { actor_type: type, actor_id: id, actor_name: name }
    expect(root?.metadata).toMatchObject(actor)
  })
})

test('a root that is not sent outside is told to be signed and not sent, until it is', async () => {
  await withLog(async (store) => {
    const logged: string[] = []
    const told: (string | null)[] = []
    let tries = 0
    const stop = new AbortController()
    await keepRoots({
      ...eachEvent(store, stop.signal),
      send: async () => {
        tries += 1
        if (tries === 3) return stop.abort()
        throw new Error('The disk is full')
      },
      onTrouble: (trouble) => void told.push(trouble),
      logger: createLogger({ service: 'test' }, { write: (line) => void logged.push(line) }),
    })
    expect(told).toEqual(['roots of the log are not sent outside: The disk is full', null])
    expect(logged.map((line) => JSON.parse(line).msg)).toEqual([
      'roots of the log are not sent outside; it is tried again',
    ])
    expect(await store.readStream(auditStream)).toHaveLength(1)
  })
})

test('each root is sent outside, in its order, also where several are signed at once', async () => {
  await withLog(async (store) => {
    for (const stream of ['ticket-2', 'ticket-3']) {
      await appendChained(store, stream, [{ type: 'TestNoted', data: {} }])
    }
    const sent: number[] = []
    const stop = new AbortController()
    await keepRoots({
      ...eachEvent(store, stop.signal),
      send: async ({ revision }) => {
        sent.push(revision)
        if (revision === 2) stop.abort()
      },
      logger: silent,
    })
    expect(sent).toEqual([0, 1, 2])
  })
})

test('roots that wait for a receiver are sent also where another led, or the log failed, for a moment', async () => {
  await withLog(async (store) => {
    for (const stream of ['ticket-2', 'ticket-3']) {
      await appendChained(store, stream, [{ type: 'TestNoted', data: {} }])
    }
    const stop = new AbortController()
    const sent: number[] = []
    let looks = 0
    await keepRoots({
      ...eachEvent(store, stop.signal),
      store: {
        ...store,
        readAll: async (options) => {
          if (looks === 2) throw new Error('The log is away')
          return store.readAll(options)
        },
      },
      isOwner: () => {
        looks += 1
        return looks !== 3
      },
      send: async ({ revision }) => {
        if (looks < 4) throw new Error('Nobody is there')
        sent.push(revision)
        if (revision === 2) stop.abort()
      },
      logger: silent,
    })
    expect(sent).toEqual([0, 1, 2])
  })
})

test('a receiver that is slow with many roots does not keep the next one from being signed', async () => {
  await withLog(async (store) => {
    const note = (stream: string) => appendChained(store, stream, [{ type: 'TestNoted', data: {} }])
    for (const stream of ['ticket-2', 'ticket-3', 'ticket-4']) await note(stream)
    const stop = new AbortController()
    let inLog = 0
    await keepRoots({
      ...eachEvent(store, stop.signal),
      send: async ({ revision }) => {
        if (revision === 0) await note('ticket-5')
        if (revision < 3) await setTimeout(600)
        if (revision === 3) inLog = (await store.readStream(auditStream)).length
        if (revision === 4) stop.abort()
      },
      logger: silent,
    })
    expect(inLog).toBe(5)
  })
})

/** A root after each event. */
const eachEvent = (store: EventStore, signal: AbortSignal) => ({
  store,
  key,
  everyEvents: 1,
  everyMs: 60_000,
  signal,
  isOwner: () => true,
})

async function withLog(work: (store: EventStore) => Promise<void>): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-roots-'))
  await using node = await startEventStoreNode({ dir: folder.path })
  await using store = connectEventStore(node.url, { upcasters: {} })
  await appendChained(store, 'ticket-1', [{ type: 'TestNoted', data: {} }])
  await work(store)
}
