import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import { appendChained } from '../testing/chained-log.ts'
import { connectEventStore, type TransportName, transportNames } from './connect.ts'
import type { EventStore } from './event-store.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskhive-lost-'))
})
afterEach(() => rm(dir, { recursive: true }))

async function onLog<T>(
  transport: TransportName,
  act: (store: EventStore) => Promise<T>,
): Promise<T> {
  await using node = await startEventStoreNode({ dir })
  await using store = connectEventStore(node.url, { upcasters: {}, transport })
  return await act(store)
}

describe.each(transportNames)('a subscription over the %s transport', (transport) => {
  it('goes on after an event that was taken out of the log', async () => {
    const lost = await onLog(transport, async (store) => {
      const events = [1, 2, 3, 4].map((n) => ({ type: 'TestNoted', data: { n } }))
      await appendChained(store, 'ticket-1', events)
      const [, , third] = await store.readStream('ticket-1')
      return third?.position ?? 0n
    })
    const database = new DatabaseSync(join(dir, 'events.sqlite'))
    database.prepare('DELETE FROM events WHERE position = ?').run(lost)
    database.close()

    const revisions = await onLog(transport, async (store) => {
      const stop = new AbortController()
      for await (const batch of store.subscribe({ from: lost, signal: stop.signal })) {
        stop.abort()
        return batch.map(({ revision }) => revision)
      }
      return []
    })

    expect(revisions).toEqual([3])
  })
})
