import type pg from 'pg'
import { asUnavailable } from '../database-error.ts'

/** A statement by name, which each connection prepares once. */
export type Statement = { readonly name: string; readonly text: string }

type Row = { readonly [column: string]: unknown }

/** @throws Unavailable for a database that is down, else what Postgres says of the statement */
export async function query<R extends Row>(
  pool: pg.Pool,
  statement: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  try {
    const { rows } = await pool.query<R>({ ...statement, values: [...values] })
    return rows
  } catch (error) {
    throw asUnavailable(error)
  }
}
