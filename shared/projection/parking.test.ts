import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMetrics } from '../observability/metrics.ts'
import { openDesk, readRows, runDesk } from '../testing/desk-runner.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { createTestLog, record } from '../testing/projection-desk.ts'
import { until } from '../testing/until.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database[Symbol.asyncDispose]())

describe('an event that cannot be applied', () => {
  test('is parked with what follows in its stream, while the rest goes on', async () => {
    const { pool } = await openDesk(database)
    const events = record([
      { ticket: 1, type: 'Opened', data: { title: 'sound' } },
      { ticket: 2, type: 'Opened', data: { title: 'spoilt' } },
      { ticket: 2, type: 'Spoilt' },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
      { ticket: 2, type: 'Moved', data: { status: 'closed' } },
      { ticket: 3, type: 'Opened', data: { title: 'nul \0 byte' } },
      { ticket: 3, type: 'Moved', data: { status: 'closed' } },
    ])
    const log = createTestLog(events)
    {
      await using runner = runDesk(pool, log)
      await until(() => expect(runner.health()).toMatchObject({ position: 60n, parkedStreams: 2 }))
    }
    expect(await readRows(pool)).toMatchObject({
      tickets: [
        { id: 1, status: 'closed' },
        { id: 2, revision: 0, status: 'open' },
      ],
      counts: [
        { status: 'closed', n: 1 },
        { status: 'open', n: 1 },
      ],
    })
    const parked = await pool.query('select event_id from projection_parked order by position')
    const ids = parked.rows.map(({ event_id }) => event_id)
    expect(ids).toEqual(['event-2', 'event-4', 'event-5', 'event-6'])

    await using again = runDesk(pool, log)
    await until(() => expect(again.health()).toMatchObject({ state: 'leading', parkedStreams: 2 }))
  })

  test('is not one that meets a column more than there was, and then is applied', async () => {
    const { pool } = await openDesk(database)
    const history = record([
      { ticket: 1, type: 'Opened', data: { title: 'T' } },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
    ])
    const log = createTestLog(history.slice(0, 1))
    await using runner = runDesk(pool, log)
    await until(() => expect(runner.health()).toMatchObject({ state: 'leading', position: 0n }))
    await pool.query('alter table tickets add column more text')
    log.add(history.slice(1))
    await until(() => expect(runner.health()).toMatchObject({ position: 10n, parkedStreams: 0 }))
    expect(await readRows(pool)).toMatchObject({ tickets: [{ id: 1, status: 'closed' }] })
  })

  test('does not keep a revision gap from being told', async () => {
    const { pool } = await openDesk(database)
    const [first, , third] = record([
      { ticket: 1, type: 'Opened', data: { title: 'T' } },
      { ticket: 1, type: 'Labelled', data: { label: 1 } },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
    ])
    const metrics = createMetrics('gaps')
    const log = createTestLog([first, third].flatMap((event) => event ?? []))
    await using runner = runDesk(pool, log, { metrics })
    await until(() => expect(runner.health().position).toBe(20n))
    expect(await metrics.text()).toMatch(/deskhive_projection_revision_gaps_total\{[^}]*\} 1/)
  })
})
