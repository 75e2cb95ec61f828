import { createReadModelTables } from '@deskhive/shared/read-model/create-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The log is read once more from its beginning, for what happened before there were activity logs. Rows that
 * know an event skip it, so the others stay as they are meanwhile. On a new database nothing has been read.
 */
export const activityLogs: Migration = { up: createActivityLogs }

async function createActivityLogs<Tables>(db: Kysely<Tables>): Promise<void> {
  await createReadModelTables(db)
  await sql`delete from projection.projection_checkpoint where name = 'read-model'`.execute(db)
}
