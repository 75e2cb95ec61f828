import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, readRows, runDesk } from '../testing/desk-runner.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import {
  createTestLog,
  deskProjection,
  record,
  tallyProjection,
} from '../testing/projection-desk.ts'
import { until } from '../testing/until.ts'
import { PoisonEvent } from './fold-batch.ts'
import type { Projection } from './projection.ts'
import { listParked, type Unparking, unpark } from './unpark.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database[Symbol.asyncDispose]())

const events = record([
  { ticket: 2, type: 'Opened', data: { title: 'T' } },
  { ticket: 2, type: 'Spoilt' },
  { ticket: 2, type: 'Labelled', data: { label: 7 } },
  { ticket: 2, type: 'Moved', data: { status: 'closed' } },
  { ticket: 2, type: 'Labelled', data: { label: 8 } },
])

const broken = [deskProjection, tallyProjection]
/** As the next version of the program would have it. */
const mended: Projection[] = [
  {
    ...deskProjection,
    apply: (event, rows) =>
      deskProjection.apply(event.type === 'Spoilt' ? { ...event, type: 'Mended' } : event, rows),
  },
  tallyProjection,
]

async function parkedDesk() {
  const { pool } = await openDesk(database)
  const log = createTestLog(events.slice(0, 4))
  const runner = runDesk(pool, log)
  await until(() => expect(runner.health()).toMatchObject({ position: 30n, parkedStreams: 1 }))
  const unparking: Unparking = {
    database: pool,
    store: {
      readStream: (_stream, { fromRevision = 0 } = {}) =>
        Promise.resolve(events.filter(({ revision }) => revision >= fromRevision)),
    },
    projections: broken,
    group: 'desk',
    stream: 'ticket-2',
    discard: null,
  }
  return { pool, log, runner, unparking }
}

test('an event that still cannot be applied leaves everything as it is', async () => {
  const { pool, runner, unparking } = await parkedDesk()
  await using _runner = runner
  const before = await readRows(pool)
  await expect(unpark(unparking)).rejects.toThrow(PoisonEvent)
  expect(await readRows(pool)).toEqual(before)
  expect(await listParked(pool, { stream: 'ticket-2' })).toHaveLength(3)
})

test('a stream is free when its events can be applied, and a running projector learns of it', async () => {
  const { pool, log, runner, unparking } = await parkedDesk()
  await using _runner = runner
  expect(await unpark({ ...unparking, projections: mended })).toBe(3)
  expect(await listParked(pool)).toEqual([])

  log.add(events.slice(4))
  await until(() => expect(runner.health()).toMatchObject({ position: 40n, parkedStreams: 0 }))
  expect(await readRows(pool)).toMatchObject({
    tickets: [{ id: 2, revision: 4, status: 'closed', labels: [7, 8] }],
    counts: [{ status: 'closed', n: 1 }],
  })
})

test('who leaves one out is kept with the reason, and the others are applied', async () => {
  const { pool, runner, unparking } = await parkedDesk()
  await using _runner = runner
  const discard = { by: 'Ada', reason: 'nobody needs it' }
  expect(await unpark({ ...unparking, discard })).toBe(2)
  const { rows } = await pool.query('select * from projection_discarded')
  expect(rows).toMatchObject([{ event_id: 'event-1', discarded_by: 'Ada', reason: discard.reason }])
  expect(await readRows(pool)).toMatchObject({
    tickets: [{ id: 2, revision: 3, status: 'closed', labels: [7] }],
  })
  await until(() => expect(runner.health()).toMatchObject({ state: 'leading', parkedStreams: 0 }))
})

test('what was left out stays so where the log is applied again, unless it can be applied by then', async () => {
  const { pool, log, runner, unparking } = await parkedDesk()
  await runner[Symbol.asyncDispose]()
  await unpark({ ...unparking, discard: { by: 'Ada', reason: 'nobody needs it' } })
  const left = await readRows(pool)
  const again = async (projections: readonly Projection[]) => {
    await pool.query(
      `truncate tickets, counts, diary, tally, watched, projection_checkpoint, projection_ownership`,
    )
    await using other = runDesk(pool, log, { projections })
    await until(() => expect(other.health()).toMatchObject({ position: 30n, parkedStreams: 0 }))
    return readRows(pool)
  }
  expect(await again(broken)).toEqual(left)
  expect(await again(mended)).toMatchObject({ tickets: [{ revision: 3, labels: [7] }] })
  expect(await again(mended)).not.toEqual(left)
})

test('who has waited for a change of generations takes over the group that has the name from then on', async () => {
  const { pool, runner, unparking } = await parkedDesk()
  await runner[Symbol.asyncDispose]()
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const table of ['ownership', 'checkpoint', 'parked']) {
      const rows = `projection_${table}`
      await client.query(`
        create temporary table others as select * from ${rows};
        update ${rows} set name = 'rm_1';
        insert into ${rows} select * from others;
        drop table others`)
    }
    await client.query('update projection_ownership set epoch = 70')
    const unparked = unpark({ ...unparking, projections: mended })
    unparked.catch(() => undefined) // told where it is awaited
    await until(async () => {
      const waiting = await pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      expect(waiting.rowCount).toBe(1)
    })
    await client.query('commit')
    expect(await unparked).toBe(3)
  } finally {
    client.release(true)
  }
  const { rows } = await pool.query(`
    select name, o.epoch::int as owned, c.epoch::int as checkpoint
    from projection_ownership o left join projection_checkpoint c using (name) order by name`)
  expect(rows[0]).toEqual({ name: 'desk', owned: 71, checkpoint: 71 })
})

test('a stream that is not parked is told as such, and the owner of the group is left alone', async () => {
  const { pool, runner, unparking } = await parkedDesk()
  await using _runner = runner
  const epoch = async () =>
    (await pool.query('select epoch from projection_ownership')).rows[0]?.epoch
  const before = await epoch()
  expect(await unpark({ ...unparking, stream: 'ticket-9' })).toBeNull()
  expect(await epoch()).toBe(before)
})

test('what is parked is listed by group', async () => {
  const { pool, runner } = await parkedDesk()
  await using _runner = runner
  expect(await listParked(pool, { group: 'desk' })).toHaveLength(3)
  expect(await listParked(pool, { group: 'other' })).toEqual([])
})
