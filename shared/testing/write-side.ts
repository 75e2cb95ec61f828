import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { createTicketPlaceTables, createWriteSideTables } from '../read-model/write-side/tables.ts'
import { openTestPostgres } from './postgres.ts'

export type TestWriteSide = AsyncDisposable & { readonly pool: pg.Pool }

/** The tables of the write side in a database of their own. */
export async function startWriteSide(): Promise<TestWriteSide> {
  const postgres = await openTestPostgres()
  const pool = await postgres.openPool('public')
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await createWriteSideTables(db)
  await createTicketPlaceTables(db)
  return { pool, [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose]() }
}
