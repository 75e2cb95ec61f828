import { type Kysely, sql } from 'kysely'
import { resources } from '../../domain/resources.ts'

/** Resource → the first id given out. Each has its own sequence. */
export const firstIds: { readonly [resource: string]: number } = {
  ticket: 1001,
  message: 1,
  ...Object.fromEntries(resources.map(({ name }) => [name, 1])),
}

/** Ids that one `nextval` gives: what a process that ends leaves unused at most. */
export const idBlockSize = 10

/** Of the tables in the schema `desk`, those that are read with others. */
export type WriteSideTables = {
  readonly 'desk.api_key_usage': { readonly api_key_id: number; readonly last_used_at: string }
}

/**
 * What requests need at hand and the log does not tell: answers to repeat, values in use, ids, password
 * hashes. Running it again changes nothing.
 */
export async function createWriteSideTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`create schema if not exists desk`.execute(db)
  for (const statement of [...tables, ...sequences()]) await sql.raw(statement).execute(db)
}

/** How many tickets each customer sent on a day, and which. They are counted while the desk has a limit. */
export async function createTicketPlaceTables<Tables>(db: Kysely<Tables>): Promise<void> {
  for (const statement of ticketPlaceTables) await sql.raw(statement).execute(db)
}

const ticketPlaceTables = [
  `create table if not exists desk.ticket_days (
    customer_id bigint not null,
    day date not null,
    tickets integer not null,
    primary key (customer_id, day)
  )`,
  `create table if not exists desk.ticket_places (
    customer_id bigint not null,
    day date not null,
    ticket_id bigint not null,
    taken_at timestamptz not null default clock_timestamp(),
    is_settled boolean not null default false,
    primary key (customer_id, day, ticket_id)
  )`,
]

export function sequenceOf(resource: string): string {
  return `desk."${resource}_id_blocks"`
}

function sequences(): string[] {
  return Object.entries(firstIds).map(
    ([resource, first]) =>
      `create sequence if not exists ${sequenceOf(resource)}
         as bigint start with ${first} increment by ${idBlockSize}`,
  )
}

/** Lost in a crash of the database: a limit that starts anew is no harm, a durable write would be. */
export const rateBudgets = [
  `create unlogged table if not exists desk.rate_budgets (
    minute bigint not null,
    caller text not null,
    granted integer not null,
    drawn integer not null,
    holders uuid[] not null,
    is_wanted boolean not null default false,
    primary key (minute, caller)
  )`,
  'create index if not exists rate_budgets_wanted on desk.rate_budgets (minute) where is_wanted',
]

const tables = [
  `create table if not exists desk.idempotency (
    api_key_id bigint not null,
    key text not null,
    request_hash bytea not null,
    command_id uuid not null,
    occurred_at text not null,
    given_id bigint,
    attempt integer not null default 1,
    leased_until timestamptz not null,
    created_at timestamptz not null default clock_timestamp(),
    status smallint,
    headers jsonb,
    body text,
    primary key (api_key_id, key)
  )`,
  `create index if not exists idempotency_created_at on desk.idempotency (created_at)`,
  `create table if not exists desk.unique_claims (
    scope text not null,
    value_hmac bytea not null,
    owner text not null,
    token uuid not null,
    state text not null check (state in ('held', 'confirmed')),
    expires_at timestamptz not null,
    primary key (scope, value_hmac)
  )`,
  `create table if not exists desk.secrets (name text primary key, value bytea not null)`,
  `create table if not exists desk.agent_passwords (
    agent_id bigint primary key,
    hash text not null,
    updated_at timestamptz not null default clock_timestamp()
  )`,
  `create table if not exists desk.api_key_usage (
    api_key_id bigint primary key,
    last_used_at timestamptz(3) not null
  )`,
  ...rateBudgets,
]
