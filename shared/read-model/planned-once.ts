import { sql } from 'kysely'
import type { QueryConfig } from 'pg'

// PostgreSQL plans a statement each time that it is sent, which takes longer than finding some rows by their ids.
// Sent under a name it is planned once for a connection, and again whenever tables or their statistics change. For
// a list that is no gain: which index is the right one depends on what is asked for.

const MARK = '/* planned once */'

/** Begins a statement whose text is always the same and that finds rows by their keys, whatever the values. */
export const plannedOnce = sql.raw<void>(MARK)

const names = new Map<string, string>()
let named = 0

/** As the driver takes it: with a name where it is to be planned once. */
export function statementOf(text: string, values: unknown[]): QueryConfig {
  if (!text.startsWith(MARK)) return { text, values }
  const name = names.get(text) ?? `planned ${++named}`
  names.set(text, name)
  return { name, text, values }
}

/** Its columns have other types than when it was planned, as another version of the tables may have. */
export function isOutOfDate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000'
}

/** The next time it is planned anew. */
export function forgetPlan(text: string): void {
  names.delete(text)
}
