import { type Kysely, sql } from 'kysely'

/** What reports are summed from: narrow rows that are inserted once and never changed. */
export async function createReportTables<Tables>(db: Kysely<Tables>): Promise<void> {
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
  await sql`create index if not exists report_facts_by_time on report_facts (at)`.execute(db)

  await sql`
    create table if not exists report_states (
      position bigint,
      change smallint,
      at timestamptz not null,
      is_creation boolean not null,
      ticket_created_at timestamptz not null,
      status text not null,
      priority text not null,
      department_id bigint,
      assigned_to bigint,
      primary key (position, change)
    )`.execute(db)

  await sql`
    create table if not exists report_names (
      position bigint primary key,
      kind text not null,
      subject_id bigint not null,
      at timestamptz not null,
      name text
    )`.execute(db)

  await sql`
    create table if not exists report_progress (
      ticket_id bigint primary key,
      has_reply boolean not null,
      has_closing boolean not null,
      waiting_since timestamptz
    )`.execute(db)
}
