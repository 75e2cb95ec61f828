import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'

/** How long it can be seen how a delivery ended. What did not end yet stays. */
const KEPT_DAYS = 30

/** So that a large clearing does not hold up others. */
export const MOST_FORGOTTEN_AT_ONCE = 5_000

/**
 * Ends what nobody wants any more: deliveries and replays of webhooks that are off or gone, secrets that sign no
 * longer, and what has been over for `KEPT_DAYS`.
 */
export async function keepHouse(db: Kysely<NotifierTables>): Promise<void> {
  await cancelUnwanted(db)
  await forgetSecrets(db)
  await forgetTheOld(db)
}

/** What was asked for of a webhook that is on waits until the fold has come that far: it may not know so yet. */
async function cancelUnwanted(db: Kysely<NotifierTables>): Promise<void> {
  await sql`
    update notifier.webhook_deliveries d
    set state = 'cancelled', last_error = 'webhook-inactive', claimed_by = null,
      settled_at = clock_timestamp()
    from notifier.webhooks w
    where w.id = d.webhook_id and (w.status <> 'active' or w.is_deleted) and d.state = 'pending'
      and w.revision >= d.asked_revision
      and (d.claimed_by is null or d.give_at <= clock_timestamp())`.execute(db)
  await sql`
    update notifier.webhook_replays r set ended_at = clock_timestamp()
    from notifier.webhooks w
    where w.id = r.webhook_id and (w.status <> 'active' or w.is_deleted)
      and r.ended_at is null and w.revision >= r.asked_revision`.execute(db)
}

/** Whose secrets there are, and where it is known that an owner is gone. */
const secretsOf = [
  { secrets: 'desk.webhook_secrets', owner: 'webhook_id', owners: 'notifier.webhooks' },
  { secrets: 'desk.agent_webhook_secrets', owner: 'agent_id', owners: 'notifier.agents' },
]

async function forgetSecrets(db: Kysely<NotifierTables>): Promise<void> {
  for (const { secrets, owner, owners } of secretsOf) {
    await sql`
      delete from ${sql.table(secrets)} s
      where s.expires_at <= clock_timestamp() or exists (
        select from ${sql.table(owners)} o where o.id = s.${sql.ref(owner)} and o.is_deleted)`.execute(
      db,
    )
  }
}

async function forgetTheOld(db: Kysely<NotifierTables>): Promise<void> {
  await sql`
    delete from notifier.webhook_deliveries where id in (
      select id from notifier.webhook_deliveries
      where settled_at < clock_timestamp() - ${KEPT_DAYS} * interval '1 day'
      limit ${MOST_FORGOTTEN_AT_ONCE}
    )`.execute(db)
  await sql`
    delete from notifier.webhook_replays
    where ended_at < clock_timestamp() - ${KEPT_DAYS} * interval '1 day'`.execute(db)
}
