import { createGenerationTable } from '@deskhive/shared/projection/generations/tables.ts'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const generations: Migration = { up: listReadModels }

/** A desk from before goes on serving its rows, as those of a version that no program has. */
async function listReadModels<Tables>(db: Kysely<Tables>): Promise<void> {
  await createGenerationTable(db)
  const { rows } = await sql`select 1 from pg_namespace where nspname = 'rm_1'`.execute(db)
  if (rows.length === 0) return
  await sql`alter schema rm_1 rename to read_model`.execute(db)
  await sql`
    insert into projection.read_model_generations (state, tables, folds, served_at)
    values ('serving', 'before', 'before', clock_timestamp())`.execute(db)
}
