import { type Kysely, sql } from 'kysely'
import { apiKey } from '../domain/api-key/api-key.ts'
import { type ResourceDefinition, storedFields } from '../domain/resource/define-resource.ts'
import { columnOf } from '../domain/resource/fields.ts'
import { resources } from '../domain/resources.ts'
import { createActivityMilestones } from './activity-milestones.ts'
import { createKnowledgeSearch } from './knowledge-search.ts'
import { createReportTables } from './report-tables.ts'
import { createTicketBlocks } from './ticket-block-tables.ts'
import { createTimeTravelTables } from './time-travel-tables.ts'

/**
 * The tables of the read models in the first schema of the search path, empty; running it again changes
 * nothing. What they are is their version (`tables-version.ts`): a desk with others has them rebuilt.
 */
export async function createReadModelTables<Tables>(db: Kysely<Tables>): Promise<void> {
  for (const definition of resources) await createResourceTable(db, definition)
  await createTickets(db)
  await createMessages(db)
  await createTicketCounts(db)
  await createWaitingTickets(db)
  await createSettings(db)
  await createCategoryTree(db)
  await createKnowledgeSearch(db)
  await createActivityLogs(db)
  await createActivityMilestones(db)
  await createReportTables(db)
  await createTicketBlocks(db)
  await createTimeTravelTables(db)

  // Keys are looked up by their hash, at every key that is not in a cache.
  await createIndex(db, { name: 'api_keys_hash', table: apiKey.table, on: 'key_hash' })
}

/** The same order whatever locale the database was made with. */
const AS_PEOPLE_SORT = ' collate "und-x-icu"'

/** Any stored column may be null: an event of an older version may not know the field. */
async function createResourceTable<Tables>(
  db: Kysely<Tables>,
  definition: ResourceDefinition,
): Promise<void> {
  const order = definition.order_by.filter(({ field }) => field !== 'id')
  const fields = Object.entries(storedFields(definition)).map(([field, type]) => {
    const column = columnOf(type)
    const isSorted = column === 'text' && order.some((by) => by.field === field)
    return sql`${sql.id(field)} ${sql.raw(column + (isSorted ? AS_PEOPLE_SORT : ''))},`
  })
  await sql`
    create table if not exists ${sql.table(definition.table)} (
      id bigint primary key,
      revision integer not null,
      ${sql.join(fields, sql` `)}
      created_at timestamptz not null,
      updated_at timestamptz not null,
      is_deleted boolean not null
    )`.execute(db)

  await addMissingColumns(db, definition)
  if (order.length === 0) return
  await createIndex(db, {
    name: `${definition.table}_in_order`,
    table: definition.table,
    on: orderOf(definition),
    where: 'not is_deleted',
  })
}

/** Fields that were declared after the table was made. */
async function addMissingColumns<Tables>(
  db: Kysely<Tables>,
  { table, made }: ResourceDefinition,
): Promise<void> {
  for (const [field, type] of Object.entries(made)) {
    await sql`alter table ${sql.table(table)}
      add column if not exists ${sql.id(field)} ${sql.raw(columnOf(type))}`.execute(db)
  }
}

function orderOf({ order_by }: ResourceDefinition): string {
  const byId = order_by.some(({ field }) => field === 'id') ? [] : ['id']
  const fields = order_by.map(({ field, direction }) => `"${field}" ${direction}`)
  return [...fields, ...byId].join(', ')
}

/** Pages are left a fifth empty: a change of a column without an index then costs no index entry. */
async function createTickets<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('tickets')} (
      id bigint primary key,
      revision integer not null,
      reference_id text not null,
      title text not null,
      content text not null,
      status text not null,
      status_since timestamptz not null,
      priority text not null,
      department_id bigint,
      category_id bigint,
      product_id bigint,
      customer_id bigint not null,
      labels bigint[] not null,
      assigned_to bigint,
      custom_fields jsonb not null,
      is_resolved boolean not null,
      is_locked boolean not null,
      last_reply_at timestamptz,
      last_reply_by text,
      closed_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      is_deleted boolean not null
    ) with (fillfactor = 80)`.execute(db)

  const newestFirst = 'created_at desc, id desc'
  for (const filter of ['customer_id', 'assigned_to', 'department_id']) {
    await createIndex(db, {
      name: `tickets_by_${filter}`,
      table: 'tickets',
      on: `${filter}, ${newestFirst}`,
      where: 'not is_deleted',
    })
  }
  await createIndex(db, {
    name: 'tickets_newest_first',
    table: 'tickets',
    on: newestFirst,
    where: 'not is_deleted',
  })
}

async function createMessages<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('messages')} (
      id bigint primary key,
      ticket_id bigint not null,
      content text not null,
      is_internal boolean not null,
      sender_type text not null,
      sender_id bigint not null,
      sender_name text not null,
      liked_by bigint[] not null,
      created_at timestamptz not null
    )`.execute(db)
  await createIndex(db, {
    name: 'messages_of_ticket',
    table: 'messages',
    on: 'ticket_id, created_at, id',
  })
}

/** Half-empty pages: nothing but `n` ever changes, many times a second. */
async function createTicketCounts<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('ticket_counts')} (
      department_id bigint,
      assigned_to bigint,
      status text,
      priority text,
      n integer not null,
      primary key (department_id, assigned_to, status, priority)
    ) with (fillfactor = 50)`.execute(db)
}

/** Beside the tickets, whose changes would cost entries in all of their indexes if this one were among them. */
async function createWaitingTickets<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists waiting_tickets (
      id bigint primary key,
      since timestamptz not null,
      warned_of timestamptz
    )`.execute(db)
  await createIndex(db, {
    name: 'waiting_tickets_longest_first',
    table: 'waiting_tickets',
    on: 'since, id',
  })
}

async function createSettings<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('settings')} (
      id bigint primary key check (id = 1),
      revision integer not null,
      "values" jsonb not null,
      default_department_id bigint,
      updated_at timestamptz not null
    )`.execute(db)
}

async function createCategoryTree<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('category_tree')} (
      id bigint primary key check (id = 1),
      revision integer not null,
      parents jsonb not null
    )`.execute(db)
}

async function createActivityLogs<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('activity_logs')} (
      id bigint primary key,
      type text not null,
      resource text not null,
      resource_id bigint not null,
      fields text[] not null,
      details jsonb not null,
      actor_id bigint,
      actor_name text not null,
      ip_address text,
      created_at timestamptz not null
    )`.execute(db)
}

type Index = {
  readonly name: string
  readonly table: string
  /** Columns and directions, as SQL. */
  readonly on: string
  readonly where?: string
}

async function createIndex<Tables>(db: Kysely<Tables>, index: Index): Promise<void> {
  const where = index.where === undefined ? '' : `where ${index.where}`
  await sql`
    create index if not exists ${sql.id(index.name)}
      on ${sql.table(index.table)} (${sql.raw(index.on)}) ${sql.raw(where)}`.execute(db)
}
