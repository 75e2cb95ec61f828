import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unavailable } from '../kernel/unavailable.ts'
import { type Line, layLine } from '../testing/line.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { silent } from '../testing/silent.ts'
import { type Database, openDatabase } from './database.ts'

let postgres: TestDatabase
let database: Database

beforeAll(async () => {
  postgres = await openTestPostgres()
  database = open(postgres.url)
})

afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

test('ids are numbers, times are ISO 8601 in UTC with milliseconds, positions are text', async () => {
  const row = await first(
    database.readModel,
    sql`select 9007199254740991::bigint as id, '{1,2}'::bigint[] as ids, '{}'::bigint[] as none,
      timestamptz '2026-03-15 16:30:00+02' as at, timestamptz '2026-03-15 14:30:00.0789+00' as exact,
      date '2026-03-15' as day, 18446744073709551615::numeric as position, null::bigint as nothing`,
  )
  expect(row).toEqual({
    id: 9_007_199_254_740_991,
    ids: [1, 2],
    none: [],
    at: '2026-03-15T14:30:00.000Z',
    exact: '2026-03-15T14:30:00.078Z',
    day: '2026-03-15',
    position: '18446744073709551615',
    nothing: null,
  })
})

test('an id that a number cannot hold is an error, not another id', async () => {
  const query = first(database.readModel, sql`select 9007199254740993::bigint as id`)
  await expect(query).rejects.toThrow('9007199254740993 is no id')
})

test('a statement that is wrong is our fault, one that takes too long or asks other read models is an outage', async () => {
  await using hasty = open(postgres.url, 50)
  await expect(first(hasty.readModel, sql`select from where`)).rejects.not.toThrow(Unavailable)
  await expect(first(hasty.readModel, sql`select nothing`)).rejects.toThrow(Unavailable)
  await expect(first(hasty.readModel, sql`select pg_sleep(5)`)).rejects.toThrow(Unavailable)
})

test('a connection that is cut harms neither the process nor the next query', async () => {
  await using cut = open(postgres.url)
  const { pid } = await first(cut.readModel, sql<{ pid: number }>`select pg_backend_pid() as pid`)
  const lost = new Promise((resolve) => cut.pool.once('error', resolve))
  await first(database.readModel, sql`select pg_terminate_backend(${pid}, 1000)`)
  await lost

  expect(await first(cut.readModel, sql`select 1 as one`)).toEqual({ one: 1 })
  expect(await cut.isReachable()).toBe(true)
})

type Ask = (line: Line, db: Kysely<unknown>) => Promise<unknown>

const duringStatement: Ask = (line, db) => {
  const slow = first(db, sql`select pg_sleep(5)`)
  setTimeout(line.drop, 100)
  return slow
}

const betweenStatements: Ask = (line, db) =>
  db.transaction().execute(async (transaction) => {
    await first(transaction, sql`select 1`)
    line.drop()
    await pause(100)
    await first(transaction, sql`select 2`)
  })

test.each([
  ['during a statement', duringStatement],
  ['between two statements of a transaction', betweenStatements],
])(
  'a connection that is cut %s harms neither the process nor the next query',
  async (_when, ask) => {
    await using line = await layLine(postgres.url)
    await using behind = open(line.url)
    await first(behind.readModel, sql`select 1`)
    await expect(ask(line, behind.tables())).rejects.toThrow(Unavailable)
    expect(await first(behind.readModel, sql`select 3 as n`)).toEqual({ n: 3 })
  },
)

test('a database where nobody listens is unavailable', async () => {
  const nobody = new URL(postgres.url)
  nobody.port = '1'
  await using gone = open(nobody.href)

  await expect(first(gone.readModel, sql`select 1`)).rejects.toThrow(Unavailable)
  expect(await gone.isReachable()).toBe(false)
})

test('what migrations make and is not there names them, what a rebuild makes does not', async () => {
  await using database = open(postgres.url)
  const messageOf = (table: string) =>
    first(database.readModel, sql`select 1 from ${sql.table(table)}`).catch(String)
  expect(await messageOf('notifier.deliveries')).toContain(
    'The migrations of this version have not',
  )
  expect(await messageOf('tickets')).toContain('The read models are of another version')
})

function open(url: string, statementTimeoutMs = 5_000): Database {
  return openDatabase({ url, applicationName: 'test', logger: silent, statementTimeoutMs })
}

async function first<Tables, Row>(
  kysely: Kysely<Tables>,
  query: ReturnType<typeof sql<Row>>,
): Promise<Row> {
  const { rows } = await query.execute(kysely)
  const [row] = rows
  if (row === undefined) throw new Error('no row')
  return row
}

test('a connection that falls silent is an outage, and the next query does not wait for it', async () => {
  await using line = await layLine(postgres.url)
  await using behind = open(line.url, 1_000)
  await first(behind.readModel, sql`select 1`)

  line.silence()
  await expect(first(behind.readModel, sql`select 2 as n`)).rejects.toThrow(Unavailable)
  expect(await first(behind.readModel, sql`select 3 as n`)).toEqual({ n: 3 })
})
