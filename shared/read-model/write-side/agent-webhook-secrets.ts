import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { query } from './query.ts'

/** What signs notifications that are posted to agents, sealed: whoever gives and takes it seals and opens. */
export type AgentWebhookSecrets = {
  /**
   * Puts a secret in force. Those before it sign along for a day, so that the agent's receiver can be changed.
   * @returns the one that is kept: a command that comes again meets its own
   */
  keep(secret: { agentId: number; commandId: string; sealed: string }): Promise<string>
  /** All that sign now, the newest first; none where the agent never made one. */
  inForce(agentId: number): Promise<string[]>
}

/** As section 7 of the contract says it of webhooks. */
const OVERLAP = "interval '24 hours'"

/** Each costs a signature in every request; more than these, within a day, are a mistake. */
const MOST_IN_FORCE = 10

const keep = {
  name: 'agent webhook secret keep',
  text: `
    with kept as (
      insert into desk.agent_webhook_secrets (agent_id, command_id, sealed) values ($1, $2, $3)
      on conflict do nothing returning sealed
    ), past as (
      update desk.agent_webhook_secrets set expires_at = clock_timestamp() + ${OVERLAP}
      where agent_id = $1 and command_id <> $2 and expires_at is null and exists (select from kept)
    ), gone as (
      delete from desk.agent_webhook_secrets where agent_id = $1 and expires_at < clock_timestamp()
    )
    select sealed from kept
    union all
    select sealed from desk.agent_webhook_secrets where agent_id = $1 and command_id = $2`,
}

const read = {
  name: 'agent webhook secrets in force',
  text: `
    select sealed from desk.agent_webhook_secrets
    where agent_id = $1 and (expires_at is null or expires_at > clock_timestamp())
    order by created_at desc limit ${MOST_IN_FORCE}`,
}

export function createAgentWebhookSecrets(pool: pg.Pool): AgentWebhookSecrets {
  return {
    keep: async ({ agentId, commandId, sealed }) => {
      const [row] = await query<{ sealed: string }>(pool, keep, [agentId, commandId, sealed])
      return row?.sealed ?? sealed
    },
    inForce: async (agentId) => {
      const rows = await query<{ sealed: string }>(pool, read, [agentId])
      return rows.map(({ sealed }) => sealed)
    },
  }
}

/** Whose secret it is, as it is sealed in. */
export function agentWebhookOwner(agentId: number): string {
  return `agent-${agentId} webhook`
}

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
