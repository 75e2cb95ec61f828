import type pg from 'pg'
import { createTicketPlaceTables, createWriteSideTables } from '../read-model/write-side/tables.ts'
import { openTestDatabase } from './database.ts'

export type TestWriteSide = AsyncDisposable & { readonly pool: pg.Pool }

/** The tables of the write side in a database of their own. */
export async function startWriteSide(): Promise<TestWriteSide> {
  const database = await openTestDatabase({ statementTimeoutMs: 30_000 })
  await createWriteSideTables(database.readModel)
  await createTicketPlaceTables(database.readModel)
  return database
}
