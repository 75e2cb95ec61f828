import type { ColumnType, Generated, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Channel, NotificationType } from '../domain/agent/notification-settings.ts'
import type { WebhookTables } from './webhook-tables.ts'

/** What the runner of the notifier's projections is called: its lease, checkpoint, parked events, metrics. */
export const notifierGroup = 'notifier'

/** Where it tells the position of each batch. */
export const notifierChannel = 'notifier_position'

/**
 * What an agent was told. The row is the in-app delivery: written once by the notifier, and only
 * `read_at` changes afterwards, by the agent.
 */
type NotificationTable = {
  /** uuid v5 of (event id, agent, type): telling the same thing twice meets this row. */
  readonly key: string
  readonly id: Generated<number>
  readonly agent_id: number
  readonly type: NotificationType
  readonly title: string
  readonly message: string
  readonly ticket_id: number
  readonly sender_name: string
  readonly sender_avatar: ColumnType<string | null, string | null | undefined, never>
  /** False where the agent wants this on other channels only: such a row is never listed or counted. */
  readonly in_app: boolean
  /** When the event happened; times are ISO 8601 in UTC, as `column-parsers.ts` reads them. */
  readonly created_at: ColumnType<string, string, never>
  readonly read_at: ColumnType<string | null, string | null | undefined, string | null>
  readonly event_id: string
  /** Where the event lies in the log, as decimal text. */
  readonly position: string
}

export const deliveryStates = ['pending', 'delivered', 'failed', 'cancelled'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What has to leave the house: one row per notification and channel other than `in_app`. */
type DeliveryTable = {
  /** uuid v5 of (notification key, channel): what a provider gets to tell repeats. */
  readonly id: string
  readonly notification_key: string
  readonly agent_id: number
  readonly channel: Exclude<Channel, 'in_app'>
  readonly state: Generated<DeliveryState>
  /** Tries that were begun. */
  readonly attempts: Generated<number>
  /** Not to be tried before. */
  readonly due_at: Generated<string>
  /** When the queue is given it next: when due, again a while later, and when a worker's lease ends. */
  readonly give_at: Generated<string>
  /** The token of the worker that has it in hand, until `give_at`. */
  readonly claimed_by: string | null
  /** `due_at` as it was written, for one that goes out with all others of that moment; else `null`. */
  readonly digest_at: Generated<string | null>
  /** Names the digest from its first try on, so that a repeat is the same one. */
  readonly digest_id: Generated<string | null>
  /** Why the last try failed: a code without addresses or texts. */
  readonly last_error: string | null
  /** Of the last answer, where the receiver speaks HTTP. */
  readonly last_status: number | null
  readonly created_at: ColumnType<string, string, never>
  readonly settled_at: string | null
}

/** The part of the notifier's own fold that is read by itself: where an agent can be reached now. */
type NotifierAgentTable = {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly is_active: boolean
  readonly is_deleted: boolean
}

export type NotifierTables = {
  readonly 'notifier.notifications': NotificationTable
  readonly 'notifier.deliveries': DeliveryTable
  readonly 'notifier.agents': NotifierAgentTable
} & WebhookTables

/** The schema `notifier`. Running it again changes nothing. */
export async function createNotifierTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`create schema if not exists notifier`.execute(db)
  await createNotifications(db)
  await createDeliveries(db)
  await createFoldState(db)
}

async function createNotifications<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists notifier.notifications (
      key uuid primary key,
      id bigint generated always as identity unique,
      agent_id bigint not null,
      type text not null,
      title text not null,
      message text not null,
      ticket_id bigint not null,
      sender_name text not null,
      sender_avatar text,
      in_app boolean not null,
      created_at timestamptz(3) not null,
      read_at timestamptz(3),
      event_id uuid not null,
      position numeric(20) not null
    )`.execute(db)
  await sql`
    create index if not exists notifications_latest_first
      on notifier.notifications (agent_id, created_at desc, id desc) where in_app`.execute(db)
  await sql`
    create index if not exists notifications_unread
      on notifier.notifications (agent_id) where in_app and read_at is null`.execute(db)
}

async function createDeliveries<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists notifier.deliveries (
      id uuid primary key,
      notification_key uuid not null,
      agent_id bigint not null,
      channel text not null,
      state text not null default 'pending'
        check (state in ('pending', 'delivered', 'failed', 'cancelled')),
      attempts integer not null default 0,
      due_at timestamptz(3) not null default clock_timestamp(),
      give_at timestamptz(3) not null default clock_timestamp(),
      claimed_by uuid,
      last_error text,
      created_at timestamptz(3) not null,
      settled_at timestamptz(3)
    )`.execute(db)
  // A desk that had deliveries before there were digests, or receivers that speak HTTP.
  await sql`
    alter table notifier.deliveries
      add column if not exists digest_at timestamptz(3),
      add column if not exists digest_id uuid,
      add column if not exists last_status smallint`.execute(db)
  await sql`
    create index if not exists deliveries_of_digest
      on notifier.deliveries (agent_id, digest_at) where state = 'pending' and digest_at is not null`.execute(
    db,
  )
  await sql`
    create index if not exists deliveries_pending
      on notifier.deliveries (give_at) where state = 'pending'`.execute(db)
}

/**
 * `roster` is one row with all agents who can hear of anything: which of them an event concerns is known
 * only after the ticket's row is read, so they are not fetched one by one.
 */
async function createFoldState<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists notifier.tickets (
      id bigint primary key,
      revision bigint not null,
      reference_id text not null,
      title text not null,
      department_id bigint,
      assigned_to bigint,
      is_deleted boolean not null
    )`.execute(db)
  await sql`
    create table if not exists notifier.agents (
      id bigint primary key,
      revision bigint not null,
      name text not null,
      email text not null,
      is_active boolean not null,
      departments bigint[] not null,
      notification_settings jsonb not null,
      is_deleted boolean not null
    )`.execute(db)
  for (const named of ['customers', 'departments']) {
    await sql`
      create table if not exists notifier.${sql.raw(named)} (
        id bigint primary key,
        revision bigint not null,
        name text not null
      )`.execute(db)
  }
  await sql`
    create table if not exists notifier.roster (
      id integer primary key check (id = 1),
      agents jsonb not null,
      department_visibility boolean not null default false
    )`.execute(db)
  // A desk that had its roster before agents could mention each other, or tickets of deleted ones were nobody's.
  await sql`
    alter table notifier.roster
      add column if not exists department_visibility boolean not null default false,
      add column if not exists gone bigint[] not null default '{}'`.execute(db)
}
