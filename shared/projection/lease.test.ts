import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, readRows, runDesk } from '../testing/desk-runner.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { createTestLog, type Happening, record } from '../testing/projection-desk.ts'
import { until } from '../testing/until.ts'
import { writeBatch } from './batch-statement.ts'
import { releaseLease, renewLease, takeLease } from './lease.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database[Symbol.asyncDispose]())

describe('ownership', () => {
  test('is with one of two, and passes to the other when the first stops', async () => {
    const { pool } = await openDesk(database)
    const log = createTestLog(record([{ ticket: 1, type: 'Opened', data: { title: 'T' } }]))
    const first = runDesk(pool, log)
    await until(() => expect(first.health().state).toBe('leading'))
    await using second = runDesk(pool, log)
    await until(() => expect(second.health()).toMatchObject({ state: 'standby', position: 0n }))

    await first[Symbol.asyncDispose]()
    expect(first.health().state).toBe('stopped')
    await until(() => expect(second.health().state).toBe('leading'))
  })

  test('survives the loss of its connections without applying anything twice', async () => {
    const { pool } = await openDesk(database)
    const history = Array.from({ length: 300 }, (_, index): Happening => {
      const ticket = (index % 100) + 1
      if (index < 100) return { ticket, type: 'Opened', data: { title: 'T' } }
      return { ticket, type: 'Moved', data: { status: index < 200 ? 'on_hold' : 'closed' } }
    })
    let batches = 0
    const faultPoint = async (name: string): Promise<void> => {
      if (name !== 'before-commit' && name !== 'after-commit') return
      batches += 1
      if (batches % 25 === 0) await cutOthers(pool)
    }
    const log = createTestLog(record(history), 5)
    await using one = runDesk(pool, log, { faultPoint })
    await using other = runDesk(pool, log, { faultPoint })
    await until(() => {
      const reached = [one, other].map((runner) => runner.health().position)
      expect(reached).toContain(2_990n)
    })
    expect(await readRows(pool)).toMatchObject({ counts: [{ status: 'closed', n: 100 }] })
    expect(batches).toBeGreaterThan(25)
  })

  async function cutOthers(pool: pg.Pool): Promise<void> {
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'`)
  }

  test('that was given back is not taken up again by a renewal that was on its way', async () => {
    const { pool } = await openDesk(database)
    const taken = await takeLease(pool, 'desk', 'one')
    if (taken === null) throw new Error('nobody else was there')
    await releaseLease(pool, taken.lease)
    expect(await renewLease(pool, taken.lease)).toBe(false)
    expect(await takeLease(pool, 'desk', 'other')).not.toBeNull()
  })

  test('that was lost cannot move the checkpoint or write a row', async () => {
    const { pool } = await openDesk(database)
    await pool.query(
      `insert into projection_checkpoint (name, position, epoch) values ('desk', 40, 8)`,
    )
    const table = { table: 'counts', key: ['status'], columns: ['status', 'n'] }
    const none = {
      fresh: new Set<string>(),
      last: new Set<string>(),
      deletes: new Map(),
      inserts: new Map(),
      adds: new Map(),
    }
    const writes = [{ table, puts: new Map([['open', { status: 'open', n: 1 }]]), ...none }]
    const columnsOf = () => [
      { name: 'status', kind: 'plain' as const },
      { name: 'n', kind: 'plain' as const },
    ]
    const commit = async (epoch: bigint, from: bigint): Promise<void> => {
      const move = { name: 'desk', epoch, from, to: 50n, notifyChannel: undefined }
      const { text, values } = writeBatch(writes, move, columnsOf)
      await pool.query(text, [...values])
    }

    await expect(commit(7n, 40n)).rejects.toMatchObject({ code: 'DHF01' })
    await expect(commit(8n, 30n)).rejects.toMatchObject({ code: 'DHF01' })
    expect((await pool.query('select * from counts')).rows).toEqual([])
    await commit(8n, 40n)
    expect((await pool.query('select position from projection_checkpoint')).rows).toEqual([
      { position: 50 },
    ])
  })
})
