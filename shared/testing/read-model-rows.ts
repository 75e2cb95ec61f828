import { type Kysely, sql } from 'kysely'
import { ticketPriorities, ticketStatuses } from '../domain/ticket/vocabulary.ts'
import type { ReadModelTables, TicketRow } from '../read-model/tables.ts'

/** What tickets still name although it is gone. */
export const deleted = { departments: 4, agents: 3, labels: 4 }
export const now = '2026-03-15T14:30:00.000Z'
export const tickets = Array.from({ length: 180 }, (_, index) => makeTicket(1001 + index))

/** Every combination somewhere; several made in the same second, so that ids must decide. */
function makeTicket(id: number): TicketRow {
  const n = id - 1001
  const status = ticketStatuses[n % 4] ?? 'open'
  const day = n % 3 === 0 ? '15' : '14'
  return {
    id,
    revision: 1,
    reference_id: `SD-${id}`,
    title: `Ticket ${n}`,
    content: 'text',
    status,
    status_since: '2026-03-10T10:00:00.000Z',
    priority: ticketPriorities[Math.floor(n / 4) % 4] ?? 'low',
    department_id: n % 5 === 0 ? null : n % 5,
    category_id: null,
    product_id: null,
    customer_id: 1 + (n % 3),
    labels: n % 2 === 0 ? [] : [1, 4],
    assigned_to: n % 7 < 3 ? (n % 7) + 1 : null,
    custom_fields: [],
    is_resolved: false,
    is_locked: false,
    last_reply_at: null,
    last_reply_by: [null, 'staff', 'customer'][n % 3] === 'staff' ? 'staff' : null,
    closed_at: status === 'closed' ? `2026-03-${day}T00:00:00.000Z` : null,
    created_at: `2026-03-10T10:00:0${n % 10}.000Z`,
    updated_at: '2026-03-10T10:00:00.000Z',
    is_deleted: n % 11 === 0,
  }
}

/** Writes the tickets, what they refer to, and their counts. */
export async function fillReadModel(db: Kysely<ReadModelTables>): Promise<void> {
  await fillReferences(db)
  const rows = tickets.map((ticket) => ({ ...ticket, custom_fields: sql<[]>`'[]'::jsonb` }))
  await db.insertInto('tickets').values(rows).execute()
  await sql`insert into ticket_counts
    select coalesce(department_id, 0), coalesce(assigned_to, 0), status, priority, count(*)
    from tickets where not is_deleted group by 1, 2, 3, 4`.execute(db)
}

async function fillReferences(db: Kysely<ReadModelTables>): Promise<void> {
  const about = { created_at: now, updated_at: now, revision: 0 }
  const of = (table: keyof typeof deleted | 'customers', id: number) => ({
    ...about,
    id,
    name: `${table} ${id}`,
    is_deleted: table !== 'customers' && deleted[table] === id,
  })
  const published = { status: 'published', sort_order: 0 } as const
  const email = (id: number) => `c${id}@example.org`
  const ids = [1, 2, 3, 4]
  await db
    .insertInto('departments')
    .values(
      ids.map((id) => ({ ...of('departments', id), description: null, email: null, ...published })),
    )
    .execute()
  await db
    .insertInto('labels')
    .values(ids.map((id) => ({ ...of('labels', id), color: '#00ff00', ...published })))
    .execute()
  await db
    .insertInto('customers')
    .values(
      ids.map((id) => ({
        ...of('customers', id),
        email: email(id),
        phone: null,
        envato_username: null,
      })),
    )
    .execute()
  await db
    .insertInto('agents')
    .values(
      [1, 2, 3].map((id) => ({
        ...of('agents', id),
        email: email(id),
        phone: null,
        locale: null,
        is_active: true,
        departments: [],
        notification_settings: {},
      })),
    )
    .execute()
}
