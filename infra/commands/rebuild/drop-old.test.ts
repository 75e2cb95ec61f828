import { ownName } from '@deskhive/shared/projection/generations/generation.ts'
import {
  listGenerations,
  makeFirstGeneration,
  makeNextGeneration,
} from '@deskhive/shared/projection/generations/registry.ts'
import { isLeased, releaseLease, takeLease } from '@deskhive/shared/projection/lease.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTeller, exitCode } from '#commands/command.ts'
import { dropOld } from '#commands/rebuild/actions.ts'
import { rebuildExitCode } from '#commands/rebuild/config.ts'
import { migrate } from '../../migrations/migrate.ts'

const version = { tables: 'some', folds: 'some' }

test('read models that another run is going back to are not dropped until it is done', async () => {
  await using desk = await deskWithKept()
  const { pool, name, told } = desk
  const taken = await takeLease(pool, name, 'another')
  if (taken === null) throw new Error('Nobody else can have it')
  expect(await desk.drop()).toBe(rebuildExitCode.busy)
  expect(await desk.generations()).toHaveLength(2)

  await releaseLease(pool, taken.lease)
  expect(await desk.drop()).toBe(exitCode.done)
  expect(await desk.drop()).toBe(exitCode.done)
  expect(told.join('')).toBe(`another process fills ${name}\ndropped ${name}\nnothing was kept\n`)
})

test('no run goes back to read models while they are dropped', async () => {
  await using desk = await deskWithKept()
  const { pool, name } = desk
  const reader = await pool.connect()
  await reader.query(`begin; lock table ${name}.tickets in access share mode`)
  const dropping = desk.drop()
  try {
    await until(async () => expect(await isLeased(pool, name)).toBe(true))
    expect(await takeLease(pool, name, 'another')).toBeNull()
  } finally {
    await reader.query('rollback')
    reader.release()
  }
  expect(await dropping).toBe(exitCode.done)
  expect(await isLeased(pool, name)).toBe(false)
})

/** A desk that has one generation of read models beside those that serve. */
async function deskWithKept() {
  await using undo = new AsyncDisposableStack()
  const database = undo.use(await openTestDatabase())
  await migrate(database.readModel)
  await makeFirstGeneration(database, version)
  const kept = await makeNextGeneration(database, version)
  await sql`
    update projection.read_model_generations set state = 'kept' where id = ${kept.id}`.execute(
    database.tables(),
  )
  const told: string[] = []
  const tell = createTeller({ write: (line) => told.push(line) }, { json: false, quiet: false })
  const held = undo.move()
  return {
    pool: database.pool,
    name: ownName(kept),
    told,
    drop: () => dropOld({ database, logger: silent }, { tell }),
    generations: () => listGenerations(database.tables()),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
