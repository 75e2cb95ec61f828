import { createNotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Tickets of agents who were deleted are nobody's: the notifier's roster names them, also those of before. */
export const goneAgents: Migration = {
  up: async (db) => {
    await createNotifierTables(db)
    await sql`
      update notifier.roster set gone = array(
        select id from notifier.agents where is_deleted order by id
      )`.execute(db)
  },
}
