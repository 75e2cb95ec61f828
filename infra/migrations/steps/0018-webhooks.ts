import { createNotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { createWebhookTables } from '@deskhive/shared/read-model/webhook-tables.ts'
import { createWriteSideTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const webhooks: Migration = { up: createAllOfWebhooks }

/** Ids for webhooks, what they are sent and what signs it, and the answer's status of every delivery. */
async function createAllOfWebhooks<Tables>(db: Kysely<Tables>): Promise<void> {
  await createWriteSideTables(db)
  await createNotifierTables(db)
  await createWebhookTables(db)
}
