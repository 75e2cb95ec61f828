import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { OutgoingChannel } from '#notifier/fold/tell.ts'
import { GIVE_AGAIN_MS, GIVE_BATCH } from './limits.ts'

/**
 * Takes the pending deliveries whose time has come, oldest first, and puts their next time off: who
 * crashes before the queue has them only delays them. A claim whose lease has ended is taken away.
 * Two processes take different ones.
 */
export async function takeDueDeliveries(
  db: Kysely<NotifierTables>,
  channel: OutgoingChannel,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from notifier.deliveries
      where state = 'pending' and give_at <= clock_timestamp() and channel = ${channel}
      order by give_at
      limit ${GIVE_BATCH}
      for update skip locked
    )
    update notifier.deliveries d
    set give_at = clock_timestamp() + ${GIVE_AGAIN_MS} * interval '1 millisecond', claimed_by = null
    from due where d.id = due.id
    returning d.id`.execute(db)
  return rows.map(({ id }) => id)
}
