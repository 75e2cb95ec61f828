import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { createWriteSideTables } from '../read-model/write-side/tables.ts'
import { startPostgres } from './postgres.ts'

export type TestWriteSide = AsyncDisposable & { readonly pool: pg.Pool }

/** The tables of the write side on a Postgres of their own. */
export async function startWriteSide(): Promise<TestWriteSide> {
  const postgres = await startPostgres()
  const pool = await postgres.openPool('public')
  await createWriteSideTables(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
  return { pool, [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose]() }
}
