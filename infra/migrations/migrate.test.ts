import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, NewerDatabase } from '#migrations/migrate.ts'
import { placeOf, waitForDatabase } from '#migrations/wait-for-database.ts'

test('processes that start at once make every schema once, and a later start finds nothing to do', async () => {
  const patient = { statementTimeoutMs: 30_000 }
  await using one = await openTestDatabase(patient)
  const { url } = one
  await using other = openDatabase({ url, applicationName: 'test', logger: silent, ...patient })

  const taken = await Promise.all([migrate(one.readModel), migrate(other.readModel)])
  expect(taken.flat().toSorted()).toEqual([
    '0001-read-models',
    '0002-notifier',
    '0003-projection',
    '0004-write-side',
    '0011-imported-tickets',
    '0012-generations',
    '0014-ticket-places',
    '0015-rate-budgets',
    '0017-preferences',
    '0018-webhooks',
    '0020-asking-why',
    '0021-agent-webhooks',
    '0022-gone-agents',
    '0023-asked-for-by-hand',
  ])
  expect(await migrate(one.readModel)).toEqual([])

  const { rows } = await sql<{ name: string }>`
    select nspname as name from pg_namespace
    where nspname not like 'pg%' and nspname <> 'information_schema' order by 1`.execute(
    one.readModel,
  )
  const names = rows.map(({ name }) => name)
  expect(names).toEqual(['desk', 'migrations', 'notifier', 'projection', 'public'])
})

test('agents who were deleted before tickets of theirs were nobody’s are known as gone', async () => {
  await using database = await openTestDatabase()
  const run = (statement: string) => sql.raw(statement).execute(database.readModel)
  await migrate(database.readModel)
  await run(
    `delete from migrations.kysely_migration where name in ('0022-gone-agents', '0023-asked-for-by-hand')`,
  )
  await run('alter table notifier.roster drop column gone')
  await run(`insert into notifier.roster (id, agents) values (1, '{}')`)
  await run(`
    insert into notifier.agents
    select id, 0, 'Ada', 'ada@desk.example', true, '{}', '{}', id > 1 from generate_series(1, 3) as id`)

  await migrate(database.readModel)
  expect((await run('select gone::text[] from notifier.roster')).rows).toEqual([
    { gone: ['2', '3'] },
  ])
})

test('what was asked for of a webhook before it said at which revision stays as it was', async () => {
  await using database = await openTestDatabase()
  const run = (statement: string) => sql.raw(statement).execute(database.readModel)
  await migrate(database.readModel)
  await run(`delete from migrations.kysely_migration where name = '0023-asked-for-by-hand'`)
  await run('alter table notifier.webhook_replays drop column asked_revision')
  await run('alter table notifier.webhook_deliveries drop column asked_revision')
  await run(`
    insert into notifier.webhook_replays (webhook_id, after, until, reached) values (1, 0, 7, 0)`)

  await migrate(database.readModel)
  const replays = await run('select webhook_id, asked_revision from notifier.webhook_replays')
  expect(replays.rows).toEqual([{ webhook_id: 1, asked_revision: 0 }])
  await run('select asked_revision from notifier.webhook_deliveries')
})

test('a database of a newer program is refused in words, and stays as it is', async () => {
  await using database = await openTestDatabase()
  await migrate(database.readModel)
  await sql`
    insert into migrations.kysely_migration (name, timestamp)
    values ('9999-of-tomorrow', '2100-01-01T00:00:00.000Z')`.execute(database.readModel)

  const taken = () =>
    sql`select name, timestamp from migrations.kysely_migration order by name`.execute(
      database.readModel,
    )
  const before = await taken()

  const refused = await migrate(database.readModel).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(NewerDatabase)
  expect(String(refused)).toContain('9999-of-tomorrow')
  expect((await taken()).rows).toEqual(before.rows)
})

test('a database that does not come within the limit is told as such', async () => {
  await using nobody = openDatabase({
    url: 'postgres://postgres@127.0.0.1:1/desk',
    applicationName: 'test',
    logger: silent,
  })
  const waiting = waitForDatabase(nobody.readModel, {
    limitMs: 300,
    place: placeOf('postgres://db/desk'),
  })
  await expect(waiting).rejects.toThrow('The database at db (DATABASE_URL) does not answer: ')
})
