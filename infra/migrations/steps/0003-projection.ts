import { projectionTablesSql } from '@deskhive/shared/projection/tables.ts'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** They name no schema of their own: on every connection's search path this is where they are found. */
export const projection: Migration = { up: createProjectionTables }

async function createProjectionTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`create schema if not exists projection`.execute(db)
  await sql`set local search_path = projection`.execute(db)
  await sql.raw(projectionTablesSql).execute(db)
  await sql`set local search_path = default`.execute(db)
}
