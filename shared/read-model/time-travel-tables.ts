import { type Kysely, sql } from 'kysely'

/** What was when: tickets from event to event, and the names of what they refer to. */
export async function createTimeTravelTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ticket_versions (
      ticket_id bigint,
      revision integer,
      from_position bigint not null,
      to_position bigint,
      from_time timestamptz not null,
      to_time timestamptz,
      created_at timestamptz not null,
      customer_id bigint not null,
      status text not null,
      priority text not null,
      department_id bigint,
      category_id bigint,
      product_id bigint,
      labels bigint[] not null,
      assigned_to bigint,
      is_resolved boolean not null,
      is_locked boolean not null,
      last_reply_at timestamptz,
      last_reply_by text,
      closed_at timestamptz,
      updated_at timestamptz not null,
      is_deleted boolean not null,
      primary key (ticket_id, revision)
    )`.execute(db)
  // All that a list asks about: its page and its total are found without a look at the table.
  await sql`
    create index if not exists ticket_versions_newest_first
      on ticket_versions (created_at desc, ticket_id desc) include (
        revision, from_position, to_position, from_time, to_time,
        customer_id, status, priority, department_id, assigned_to)
      where not is_deleted`.execute(db)

  await sql`
    create table if not exists reference_names (
      position bigint primary key,
      resource text not null,
      resource_id bigint not null,
      at timestamptz not null,
      name text,
      detail text,
      is_deleted boolean not null
    )`.execute(db)
  await sql`
    create index if not exists reference_names_of_resource
      on reference_names (resource, resource_id, position)`.execute(db)
}
