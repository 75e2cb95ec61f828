import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { OutgoingChannel } from '#notifier/fold/tell.ts'

/** `oldestSeconds` counts from the event; 0 where nothing is pending. */
export type Pending = { readonly count: number; readonly oldestSeconds: number }

export async function countPending(
  db: Kysely<NotifierTables>,
  channel: OutgoingChannel,
): Promise<Pending> {
  const { rows } = await sql<Pending>`
    select count(*) as count,
      coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
        as "oldestSeconds"
    from notifier.deliveries where state = 'pending' and channel = ${channel}`.execute(db)
  return rows[0] ?? { count: 0, oldestSeconds: 0 }
}
