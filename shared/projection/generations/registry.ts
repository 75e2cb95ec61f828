import { type Kysely, sql, type Transaction } from 'kysely'
import { logStart, type Position } from '../../kernel/position.ts'
import type { Database } from '../../read-model/database.ts'
import { makeTablesIn } from '../../read-model/generation-schema.ts'
import { servingSchema } from '../../read-model/tables.ts'
import { readCheckpoint } from '../lease.ts'
import {
  type Generation,
  isOfVersion,
  ownName,
  type ReadModelVersion,
  takenAway,
} from './generation.ts'
import { dropSecondaryIndexes } from './indexes.ts'

type Registry = Pick<Database, 'tables'>

/** One at a time makes, switches or drops generations. Any number will do that nobody else locks. */
export const LOCK = 7_203_715

/** So that nobody waits long for a holder that is stopped or cut off. */
export const IDLE_TIMEOUT_MS = 5_000

/** Where the rows of this group are; at the start of the log where nothing was applied yet. */
export async function reachedBy(
  { pool }: Pick<Database, 'pool'>,
  group: string,
): Promise<Position> {
  return (await readCheckpoint(pool, group)) ?? logStart
}

async function lockGenerations<Tables>(transaction: Transaction<Tables>): Promise<void> {
  const idle = sql.lit(IDLE_TIMEOUT_MS)
  await sql`set local idle_in_transaction_session_timeout = ${idle}`.execute(transaction)
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(transaction)
}

/** Oldest first. */
export async function listGenerations<Tables>(db: Kysely<Tables>): Promise<Generation[]> {
  const { rows } = await sql<Generation>`
    select id, state, tables, folds from projection.read_model_generations order by id`.execute(db)
  return rows
}

/** @returns null before the projector's first start */
export async function findServing(database: Registry): Promise<Generation | null> {
  const generations = await listGenerations(database.tables())
  return generations.find(({ state }) => state === 'serving') ?? null
}

/** Empty, and serving at once: on a desk that has none. */
export async function makeFirstGeneration(
  database: Registry,
  version: ReadModelVersion,
): Promise<void> {
  await database
    .tables()
    .transaction()
    .execute(async (transaction) => {
      await lockGenerations(transaction)
      const generations = await listGenerations(transaction)
      if (generations.some(({ state }) => state === 'serving')) return
      await insertGeneration(transaction, 'serving', version)
      await makeTablesIn(transaction, servingSchema)
    })
}

/**
 * Empty, without the indexes that are quicker to make when it is full; or the one of this version that
 * somebody else has just made.
 */
export async function makeNextGeneration(
  database: Registry,
  version: ReadModelVersion,
): Promise<Generation> {
  return database
    .tables()
    .transaction()
    .execute(async (transaction) => {
      await lockGenerations(transaction)
      const generations = await listGenerations(transaction)
      const made = generations.find((one) => one.state === 'filling' && isOfVersion(one, version))
      if (made !== undefined) return made
      const generation = await insertGeneration(transaction, 'filling', version)
      await makeTablesIn(transaction, ownName(generation))
      await dropSecondaryIndexes(transaction, ownName(generation))
      return generation
    })
}

/**
 * With what it was made without, the indexes above all.
 * @throws Unavailable where it is not what it was when it was listed: tables by a name that nothing has any more are
 * in the way of what is given that name next
 */
export async function completeTables(
  database: Registry,
  { id, state }: Pick<Generation, 'id' | 'state'>,
): Promise<void> {
  const name = ownName({ id })
  await database
    .tables()
    .transaction()
    .execute(async (transaction) => {
      const { rows } = await sql`
        select from projection.read_model_generations where id = ${id} and state = ${state} for share`.execute(
        transaction,
      )
      if (rows.length === 0) throw takenAway(name)
      await makeTablesIn(transaction, name)
    })
}

/** With everything of it. The one that serves cannot be dropped: its name is another. */
export async function dropGeneration(database: Registry, { id }: Generation): Promise<void> {
  const name = ownName({ id })
  await database
    .tables()
    .transaction()
    .execute(async (transaction) => {
      await lockGenerations(transaction)
      const { numAffectedRows } = await sql`
        delete from projection.read_model_generations where id = ${id} and state <> 'serving'`.execute(
        transaction,
      )
      if (numAffectedRows === 1n) {
        await sql`drop schema if exists ${sql.id(name)} cascade`.execute(transaction)
      }
      for (const table of ['ownership', 'checkpoint', 'parked']) {
        const rows = sql.table(`projection.projection_${table}`)
        await sql`delete from ${rows} where name = ${name}`.execute(transaction)
      }
    })
}

async function insertGeneration<Tables>(
  transaction: Transaction<Tables>,
  state: Generation['state'],
  { tables, folds }: ReadModelVersion,
): Promise<Generation> {
  const { rows } = await sql<Generation>`
    insert into projection.read_model_generations (state, tables, folds, served_at)
    values (${state}, ${tables}, ${folds},
      case when ${state} = 'serving' then clock_timestamp() end)
    returning id, state, tables, folds`.execute(transaction)
  const [generation] = rows
  if (generation === undefined) throw new Error('An insert gave no row back')
  return generation
}
