import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import type { OutsideRoot } from '../audit/audit-root.ts'
import { makeSigningKey, readSigningKey } from '../audit/signing-key.ts'
import { connectEventStore } from '../event-store/connect.ts'
import type { EventStore } from '../event-store/event-store.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { appendChained, signAll } from './chained-log.ts'

export const note = (text: string) => ({ type: 'TestNoted', data: { text } })

/** A log of three streams, with a root after the first two and one at its end. */
export async function writeAuditedLog() {
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-audit-'))
  const key = readSigningKey(makeSigningKey())
  const outside: OutsideRoot[] = []
  await onLog(dir, async (store) => {
    for (const text of ['first', 'other', 'third', 'fourth']) {
      await appendChained(store, 'ticket-1', [note(text)])
    }
    await appendChained(store, 'ticket-2', [note('a'), note('b'), note('ending')])
    outside.push(...(await signAll(store, key)))
    await appendChained(store, 'ticket-3', [note('later')])
    await appendChained(store, 'ticket-1', [note('latest')])
    outside.push(...(await signAll(store, key)))
  })
  return {
    dir,
    key,
    keys: new Set([key.publicKey]),
    outside,
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true }),
  }
}

export type AuditedLog = Awaited<ReturnType<typeof writeAuditedLog>>

export async function onLog<T>(
  dir: string,
  act: (store: EventStore) => Promise<T>,
  upcasters: Upcasters = {},
): Promise<T> {
  await using node = await startEventStoreNode({ dir })
  await using store = connectEventStore(node.url, { upcasters })
  return await act(store)
}

/** What is found in a copy of the log after somebody had its file. */
export async function afterTampering<T>(
  log: AuditedLog,
  tamper: (database: DatabaseSync) => void,
  find: (store: EventStore) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-tampered-'))
  try {
    await cp(log.dir, dir, { recursive: true })
    const database = new DatabaseSync(join(dir, 'events.sqlite'))
    tamper(database)
    database.close()
    return await onLog(dir, find)
  } finally {
    await rm(dir, { recursive: true })
  }
}

/** The id of a stream by its name, in SQL. */
export const streamId = '(SELECT id FROM streams WHERE name = ?)'

export function changeBytes(from: string, to: string) {
  return (database: DatabaseSync) => {
    const rows = database.prepare('SELECT position, record FROM events').all()
    for (const { position, record } of rows) {
      if (!(record instanceof Uint8Array) || position === undefined) continue
      const text = Buffer.from(record).toString('latin1')
      if (!text.includes(from)) continue
      const changed = Buffer.from(text.replace(from, to), 'latin1')
      database.prepare('UPDATE events SET record = ? WHERE position = ?').run(changed, position)
    }
  }
}

export function remove(stream: string, revision: number) {
  return (database: DatabaseSync) => {
    const sql = `DELETE FROM events WHERE stream = ${streamId} AND revision = ?`
    const { changes } = database.prepare(sql).run(stream, revision)
    if (changes !== 1) throw new Error(`${stream} has no event ${revision}`)
  }
}

export function swap(a: [string, number], b: [string, number]) {
  return (database: DatabaseSync) => {
    const where = `WHERE stream = ${streamId} AND revision = ?`
    const [first, second] = [a, b].map((place) =>
      database.prepare(`SELECT position, record FROM events ${where}`).get(...place),
    )
    const update = database.prepare('UPDATE events SET record = ? WHERE position = ?')
    update.run(second?.['record'] ?? null, first?.['position'] ?? null)
    update.run(first?.['record'] ?? null, second?.['position'] ?? null)
  }
}
