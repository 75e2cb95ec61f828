import type { Generated, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DeliveryState } from './notification-tables.ts'

/** An event that goes to a webhook. It names the event and says nothing of it: the body is made from the log. */
type WebhookDeliveryTable = {
  /** uuid v5 of (event id, webhook): the same event meets this row again. */
  readonly id: string
  /** What a client calls it. It counts deliveries in the order in which they were written. */
  readonly number: Generated<number>
  readonly webhook_id: number
  readonly event_id: string
  readonly event_type: string
  /** Where the event lies in the log, as decimal text. */
  readonly position: string
  /** Where it lies in its stream. */
  readonly stream: string
  readonly revision: number
  readonly state: Generated<DeliveryState>
  /** Tries that were begun. */
  readonly attempts: Generated<number>
  /** Those of them that were made before somebody asked for it again. */
  readonly earlier_attempts: Generated<number>
  /** Of the webhook, where somebody asked for this: an older one of the fold's does not say whether it is on. */
  readonly asked_revision: Generated<number>
  readonly due_at: string
  readonly give_at: string
  readonly claimed_by: string | null
  readonly last_error: string | null
  readonly last_status: number | null
  /** When the event happened. */
  readonly created_at: string
  readonly settled_at: string | null
}

/** A stretch of the log that a webhook gets once more; one at a time of each. */
type WebhookReplayTable = {
  readonly id: Generated<number>
  readonly webhook_id: number
  /** Positions as decimal text: it begins after the first, and ends with the last. */
  readonly after: string
  readonly until: string
  /** Up to here the log was looked through. */
  readonly reached: string
  readonly deliveries: Generated<number>
  /** Of the webhook, when it was asked for; the fold may be behind. */
  readonly asked_revision: Generated<number>
  readonly created_at: Generated<string>
  readonly ended_at: string | null
}

/** The part of the notifier's own fold of the webhooks that is read by itself. */
type NotifierWebhookTable = {
  readonly id: number
  readonly revision: number
  readonly url: string
  readonly events: readonly string[]
  readonly status: string
  readonly is_deleted: boolean
}

/** What signs, sealed. One without `expires_at` is in force, the others still sign until then. */
type WebhookSecretTable = {
  readonly webhook_id: number
  /** The command that gave it: the same command gives the same one. */
  readonly command_id: string
  readonly sealed: string
  readonly created_at: Generated<string>
  readonly expires_at: string | null
}

export type WebhookTables = {
  readonly 'notifier.webhook_deliveries': WebhookDeliveryTable
  readonly 'notifier.webhook_replays': WebhookReplayTable
  readonly 'notifier.webhooks': NotifierWebhookTable
  readonly 'desk.webhook_secrets': WebhookSecretTable
}

/** In the schemas `notifier` and `desk`. Running it again changes nothing. */
export async function createWebhookTables<Tables>(db: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** `webhook_roster` is one row with what each active webhook wants, so that an event costs no search for it. */
const statements = [
  `create table if not exists notifier.webhooks (
    id bigint primary key,
    revision bigint not null,
    url text not null,
    events text[] not null,
    status text not null,
    is_deleted boolean not null
  )`,
  `create table if not exists notifier.webhook_roster (
    id integer primary key check (id = 1),
    webhooks jsonb not null
  )`,
  `create table if not exists notifier.webhook_deliveries (
    id uuid primary key,
    number bigint generated always as identity unique,
    webhook_id bigint not null,
    event_id uuid not null,
    event_type text not null,
    position numeric(20) not null,
    stream text not null,
    revision bigint not null,
    state text not null default 'pending'
      check (state in ('pending', 'delivered', 'failed', 'cancelled')),
    attempts integer not null default 0,
    earlier_attempts integer not null default 0,
    due_at timestamptz(3) not null,
    give_at timestamptz(3) not null,
    claimed_by uuid,
    last_error text,
    last_status smallint,
    created_at timestamptz(3) not null,
    settled_at timestamptz(3)
  )`,
  `create index if not exists webhook_deliveries_pending
    on notifier.webhook_deliveries (webhook_id, give_at) where state = 'pending'`,
  `create index if not exists webhook_deliveries_newest_first
    on notifier.webhook_deliveries (webhook_id, number desc)`,
  `create index if not exists webhook_deliveries_settled
    on notifier.webhook_deliveries (settled_at) where settled_at is not null`,
  `create table if not exists notifier.webhook_replays (
    id bigint generated always as identity primary key,
    webhook_id bigint not null,
    after numeric(20) not null,
    until numeric(20) not null,
    reached numeric(20) not null,
    deliveries bigint not null default 0,
    created_at timestamptz(3) not null default clock_timestamp(),
    ended_at timestamptz(3)
  )`,
  `create index if not exists webhook_replays_latest
    on notifier.webhook_replays (webhook_id, id desc)`,
  `create unique index if not exists webhook_replays_running
    on notifier.webhook_replays (webhook_id) where ended_at is null`,
  // A desk that had webhooks before the notifier minded how far it has come.
  ...['webhook_deliveries', 'webhook_replays'].map(
    (table) => `alter table notifier.${table}
      add column if not exists asked_revision bigint not null default 0`,
  ),
  `create table if not exists desk.webhook_secrets (
    webhook_id bigint not null,
    command_id uuid not null,
    sealed text not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    expires_at timestamptz(3),
    primary key (webhook_id, command_id)
  )`,
]
