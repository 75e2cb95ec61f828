import { type Kysely, type RawBuilder, sql } from 'kysely'
import { countedByDay } from '../domain/report/day-counts.ts'

/**
 * What reports are summed from. Facts and states are inserted once and never changed; the days are
 * sums of them, which spare a report of now from reading them all.
 */
export async function createReportTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await createFacts(db)
  await createDays(db)
  await createStates(db)
  await createProgress(db)
}

/** Each index holds all that one of the figures needs of the rows that it counts, and no others. */
async function createFacts<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists report_facts (
      position bigint primary key,
      kind text not null,
      at timestamptz not null,
      ticket_id bigint not null,
      agent_id bigint,
      department_id bigint,
      is_first boolean not null,
      is_automatic boolean not null,
      since_creation_ms bigint not null,
      waited_ms bigint
    )`.execute(db)

  await createIndex(
    db,
    'report_first_replies',
    sql`(at)
    include (since_creation_ms, agent_id, department_id) where kind = 'replied' and is_first`,
  )
  await createIndex(db, 'report_answers', sql`(at) include (waited_ms) where waited_ms is not null`)
  await createIndex(
    db,
    'report_resolutions',
    sql`(at)
    include (ticket_id, position, agent_id, department_id, is_first, is_automatic, since_creation_ms)
    where kind = 'resolved'`,
  )
  await createIndex(
    db,
    'report_endings',
    sql`(ticket_id, position) include (at)
    where kind in ('resolved', 'reopened')`,
  )
}

async function createIndex<Tables>(
  db: Kysely<Tables>,
  name: string,
  definition: RawBuilder<unknown>,
): Promise<void> {
  await sql`create index if not exists ${sql.id(name)} on report_facts ${definition}`.execute(db)
}

/** Half-empty pages: the counts of today change many times a second. */
async function createDays<Tables>(db: Kysely<Tables>): Promise<void> {
  const counts = countedByDay.map((name) => sql`${sql.id(name)} integer not null default 0,`)
  await sql`
    create table if not exists report_days (
      date date,
      agent_id bigint,
      department_id bigint,
      ${sql.join(counts, sql` `)}
      primary key (date, agent_id, department_id)
    ) with (fillfactor = 50)`.execute(db)
}

async function createStates<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists report_states (
      position bigint,
      change smallint,
      at timestamptz not null,
      ticket_id bigint not null,
      is_creation boolean not null,
      ticket_created_at timestamptz not null,
      status text not null,
      status_ms bigint,
      priority text not null,
      department_id bigint,
      assigned_to bigint,
      primary key (position, change)
    )`.execute(db)
  // A list of tickets as of a time sums the changes since.
  await sql`create index if not exists report_states_by_time on report_states (at)`.execute(db)
}

async function createProgress<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists report_progress (
      ticket_id bigint primary key,
      has_reply boolean not null,
      has_closing boolean not null,
      waiting_since timestamptz
    )`.execute(db)
}
