import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who asks why somebody heard of something asks by ticket or by event, and for what left the house; who watches over
 * the desk asks again and again for what failed for good.
 */
export const askingWhy: Migration = {
  up: async (db) => {
    await sql`
      create index if not exists notifications_of_ticket
        on notifier.notifications (ticket_id, id)`.execute(db)
    await sql`
      create index if not exists notifications_of_event on notifier.notifications (event_id)`.execute(
      db,
    )
    await sql`
      create index if not exists deliveries_of_notification
        on notifier.deliveries (notification_key)`.execute(db)
    for (const table of ['deliveries', 'webhook_deliveries']) {
      await sql`
        create index if not exists ${sql.id(`${table}_failed`)}
          on ${sql.id('notifier', table)} (created_at) where state = 'failed'`.execute(db)
    }
  },
}
