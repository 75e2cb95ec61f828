import { type Kysely, sql } from 'kysely'

/** Running it again changes nothing. */
export async function createAgentWebhookTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists desk.agent_webhook_secrets (
      agent_id bigint not null,
      command_id uuid not null,
      sealed text not null,
      created_at timestamptz(3) not null default clock_timestamp(),
      expires_at timestamptz(3),
      primary key (agent_id, command_id)
    )`.execute(db)
  // Its receivers are gone through one by one, so that each gets its turn.
  await sql`
    create index if not exists deliveries_pending_by_agent
      on notifier.deliveries (agent_id, give_at) where state = 'pending' and channel = 'webhook'`.execute(
    db,
  )
}
