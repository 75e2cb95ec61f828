import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { openDesk, readRows, runDesk } from '../testing/desk-runner.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { createTestLog, type Happening, record, type TestLog } from '../testing/projection-desk.ts'
import { until } from '../testing/until.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database[Symbol.asyncDispose]())

const happening = fc.oneof(
  fc.record({ type: fc.constant('Moved'), status: fc.constantFrom('open', 'on_hold', 'closed') }),
  fc.record({ type: fc.constant('Labelled'), label: fc.nat(9) }),
  fc.record({ type: fc.constantFrom('Watched', 'Unwatched', 'SomethingNew') }),
)

const histories = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), happening), { maxLength: 40 })
  .map((steps): Happening[] => {
    const opened = new Set<number>()
    return steps.flatMap(([ticket, { type, ...data }]) => {
      const first = opened.has(ticket)
        ? []
        : [{ ticket, type: 'Opened', data: { title: `T${ticket}` } }]
      opened.add(ticket)
      return [...first, { ticket, type, data }]
    })
  })

describe('a projection', () => {
  test('gives the same rows for any batch size and any repetition of events', async () => {
    const { pool } = await openDesk(database)
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 3 }),
        async (history, batchSize, times) => {
          const events = record(history)
          const live = await project(pool, createTestLog(events, batchSize, times))
          const replayed = await project(pool, createTestLog(events))
          expect(live).toEqual(replayed)
        },
      ),
      { numRuns: 25 },
    )
  })

  async function project(pool: pg.Pool, log: TestLog): Promise<unknown> {
    await pool.query(
      'truncate tickets, counts, diary, tally, watched, projection_checkpoint, projection_ownership',
    )
    await using runner = runDesk(pool, log)
    const head = await log.head()
    await until(() => expect(runner.health().position).toBe(head))
    return readRows(pool)
  }

  test('lets events gather after a batch of several, and keeps no lone event waiting', async () => {
    const gatherMs = 600
    const events = record(
      [1, 2, 3, 4].map((ticket) => ({ ticket, type: 'Opened', data: { title: `T${ticket}` } })),
    )
    const msBetweenBatches = async (batchSize: number): Promise<number> => {
      const { pool } = await openDesk(database)
      const log = createTestLog(events, batchSize)
      const commits: number[] = []
      const onProgress = () => void commits.push(performance.now())
      await using _runner = runDesk(pool, log, { gatherMs, onProgress })
      await until(() => expect(commits).toHaveLength(events.length / batchSize))
      return ((commits.at(-1) ?? 0) - (commits[0] ?? 0)) / (commits.length - 1)
    }
    expect(await msBetweenBatches(2)).toBeGreaterThan(gatherMs - 10)
    expect(await msBetweenBatches(1)).toBeLessThan(gatherMs / 2)
  })

  test('goes on after a stop where it was, with rows read back as they were written', async () => {
    const { pool } = await openDesk(database)
    const events = record([
      { ticket: 1, type: 'Opened', data: { title: 'Printer' } },
      { ticket: 1, type: 'Labelled', data: { label: 3 } },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
    ])
    const [first, ...later] = events
    const log = createTestLog(first ? [first] : [])
    {
      await using runner = runDesk(pool, log)
      await until(() => expect(runner.health().position).toBe(0n))
    }
    log.add(later)
    await using runner = runDesk(pool, log)
    await until(() => expect(runner.health().position).toBe(20n))
    expect(await readRows(pool)).toMatchObject({
      tickets: [
        {
          id: 1,
          revision: 2,
          status: 'closed',
          labels: [3],
          extra: { opened_by: 'someone' },
          opened_at: '2026-01-01T00:00:00.000Z',
        },
      ],
      counts: [{ status: 'closed', n: 1 }],
    })
  })

  test('says what keeps it from going on, until it goes on', async () => {
    const { pool } = await openDesk(database)
    const [first, ...later] = record([
      { ticket: 1, type: 'Opened', data: { title: 'Printer' } },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
    ])
    const log = createTestLog(first ? [first] : [])
    await using runner = runDesk(pool, log)
    await until(() => expect(runner.health()).toMatchObject({ position: 0n, interruptedBy: null }))

    await pool.query('alter table projection_checkpoint rename to elsewhere')
    log.add(later)
    const reason = expect.stringContaining('"projection_checkpoint" does not exist')
    await until(() => expect(runner.health()).toMatchObject({ interruptedBy: reason }))

    await pool.query('alter table elsewhere rename to projection_checkpoint')
    await until(() => expect(runner.health()).toMatchObject({ position: 10n, interruptedBy: null }))
  })

  test('leaves rows alone that are further than the log it reads again', async () => {
    const { pool } = await openDesk(database)
    const log = createTestLog(
      record([
        { ticket: 1, type: 'Opened', data: { title: 'Printer' } },
        { ticket: 1, type: 'Moved', data: { status: 'closed' } },
      ]),
      1,
    )
    {
      await using runner = runDesk(pool, log)
      await until(() => expect(runner.health().position).toBe(10n))
    }
    await pool.query('update projection_checkpoint set position = -1')
    await using runner = runDesk(pool, log)
    await until(() => expect(runner.health().position).toBe(10n))
    expect(await readRows(pool)).toMatchObject({
      tickets: [{ id: 1, revision: 1, status: 'closed' }],
      counts: [{ status: 'closed', n: 1 }],
    })
  })

  test('of rows that are too much for one statement writes them one by one', async () => {
    const { pool } = await openDesk(database)
    const tickets = Array.from({ length: 140 }, (_, index) => index + 1)
    const title = 'a'.repeat(1024 * 1024)
    const opened = tickets.map((ticket) => ({ ticket, type: 'Opened', data: { title } }))
    const closed = tickets.map((ticket) => ({ ticket, type: 'Moved', data: { status: 'closed' } }))
    const events = record([...opened, ...closed])
    const last = (index: number) => events[index - 1]?.position
    {
      await using runner = runDesk(pool, createTestLog(events.slice(0, tickets.length), 20))
      await until(() => expect(runner.health().position).toBe(last(tickets.length)))
    }
    let commits = 0
    const faultPoint = (name: string) => {
      if (name === 'after-commit') commits += 1
    }
    await using runner = runDesk(pool, createTestLog(events), { faultPoint })
    await until(() =>
      expect(runner.health()).toMatchObject({ position: last(events.length), parkedStreams: 0 }),
    )
    expect(commits).toBe(tickets.length)
    expect(await readRows(pool)).toMatchObject({ counts: [{ status: 'closed', n: commits }] })
  }, 60_000)

  test('tells its position once a batch to those who listen', async () => {
    const { pool, schema } = await openDesk(database)
    const heard: (string | undefined)[] = []
    const listener = await pool.connect()
    listener.on('notification', ({ payload }) => heard.push(payload))
    await listener.query(`listen ${schema}`)

    const opened = [1, 2, 3].map((ticket) => ({ ticket, type: 'Opened', data: { title: 'T' } }))
    const events = record([...opened, { ticket: 1, type: 'Watched' }])
    await using runner = runDesk(pool, createTestLog(events, 2), { notifyChannel: schema })
    await until(() => expect(heard).toEqual(['10', '30']))
    expect(runner.health()).toMatchObject({ state: 'leading', lag: 0 })
    listener.release(true)
  })

  test('waits for the disk where a lasting row is written, and only there', async () => {
    const { pool } = await openDesk(database)
    await pool.query(`
      create table commits (line text, synchronous_commit text);
      create function note_commit() returns trigger language plpgsql as $$ begin
        insert into commits values (new.line, current_setting('synchronous_commit'));
        return null;
      end $$;
      create constraint trigger at_commit after insert on diary deferrable initially deferred
        for each row execute function note_commit()`)
    const events = record([
      { ticket: 1, type: 'Opened', data: { title: 'Printer' } },
      { ticket: 1, type: 'Watched' },
      { ticket: 1, type: 'Moved', data: { status: 'closed' } },
      { ticket: 1, type: 'Unwatched' },
    ])
    await using runner = runDesk(pool, createTestLog(events, 1))
    await until(() => expect(runner.health().position).toBe(30n))
    const { rows } = await pool.query({
      text: 'select * from commits order by line',
      rowMode: 'array',
    })
    expect(rows).toEqual([
      ['Moved closed', 'off'],
      ['Opened Printer', 'off'],
      ['Unwatched ', 'on'],
      ['Watched ', 'on'],
    ])
  })
})

test('a group that has never run is at the start of the log', async () => {
  const { pool } = await openDesk(database)
  await using runner = runDesk(pool, createTestLog([]))
  await until(() => expect(runner.health().state).toBe('leading'))
  expect(runner.health()).toMatchObject({ position: logStart, lag: 0 })
})
