import { rateBudgets } from '@deskhive/shared/read-model/write-side/tables.ts'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const rateBudgetsStep: Migration = { up: createRateBudgets }

/** A new desk has them already; one that counted by process gets them in place of its counts. */
async function createRateBudgets<Tables>(db: Kysely<Tables>): Promise<void> {
  for (const statement of rateBudgets) await sql.raw(statement).execute(db)
  await sql`drop table if exists desk.rate_usage`.execute(db)
}
