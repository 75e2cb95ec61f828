import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ticketPriorities, ticketStatuses } from '../../domain/ticket/vocabulary.ts'
import { createLogger } from '../../observability/logger.ts'
import { startPostgres, type TestDatabase } from '../../testing/postgres.ts'
import { type Database, openDatabase } from '../database.ts'
import { createTablesIn } from '../generation-schema.ts'
import { type ReadModelTables, servingSchema, type TicketRow } from '../tables.ts'
import { countForDashboard } from './dashboard.ts'
import { findReferences, noReferences } from './references.ts'
import type { TicketQuestion, TicketScope } from './ticket-conditions.ts'
import { findTicket, listTickets } from './tickets.ts'

const DELETED = { departments: 4, agents: 3, labels: 4 }
const NOW = '2026-03-15T14:30:00.000Z'

let postgres: TestDatabase
let database: Database
const tickets = Array.from({ length: 180 }, (_, index) => makeTicket(1001 + index))

beforeAll(async () => {
  postgres = await startPostgres()
  const logger = createLogger({ service: 'test', level: 'silent' })
  database = openDatabase({ url: postgres.url, applicationName: 'test', logger })
  await createTablesIn(database.readModel, servingSchema)
  await fill(database.readModel)
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

/** What each filter asks: nothing, what some tickets have, and what is deleted or never was. */
const asked = {
  status: [undefined, 'open', 'closed'],
  priority: [undefined, 'low', 'high'],
  department_id: [undefined, 2, DELETED.departments],
  customer_id: [undefined, 1, 99],
  assigned_to: [undefined, 1, DELETED.agents],
} as const
const scopes: (TicketScope | null)[] = [
  null,
  { agentId: 1, departments: [] },
  { agentId: 2, departments: [2, DELETED.departments] },
]

function* allQuestions(): Generator<TicketQuestion> {
  for (const scope of scopes)
    for (const status of asked.status)
      for (const priority of asked.priority)
        for (const department_id of asked.department_id)
          for (const customer_id of asked.customer_id)
            for (const assigned_to of asked.assigned_to)
              yield { scope, filter: { status, priority, department_id, customer_id, assigned_to } }
}

test('by any filters a list has every ticket once over its pages, newest first, and the exact total', async () => {
  for (const question of allQuestions()) {
    const expected = tickets.filter((ticket) => isAsked(ticket, question)).sort(newestFirst)
    const listed: number[] = []
    for (let page = 1; page <= Math.max(1, Math.ceil(expected.length / 49)); page += 1) {
      const { rows, total } = await listTickets(database.readModel, question, {
        page,
        per_page: 49,
      })
      expect([question, total]).toEqual([question, expected.length])
      listed.push(...rows.map(({ id }) => id))
    }
    expect([question, listed]).toEqual([question, expected.map(({ id }) => id)])
  }
})

test('a page past the end is empty and costs one statement', async () => {
  const { db, statements } = counted(database.readModel)
  const page = { page: 1_000_000, per_page: 15 }
  const { rows, total } = await listTickets(db, { filter: {}, scope: null }, page)
  expect([rows, total, statements()]).toEqual([[], tickets.filter(isLiving).length, 1])
})

test.each([1, 15, 200])('a page of %i tickets costs two statements', async (per_page) => {
  const { db, statements } = counted(database.readModel)
  const { rows } = await listTickets(db, { filter: {}, scope: null }, { page: 1, per_page })
  await findReferences(db, {
    ...noReferences,
    departments: rows.flatMap(({ department_id }) => department_id ?? []),
    customers: rows.map(({ customer_id }) => customer_id),
    agents: rows.flatMap(({ assigned_to }) => assigned_to ?? []),
    labels: rows.flatMap(({ labels }) => labels),
  })
  expect(rows.length).toBe(Math.min(per_page, tickets.filter(isLiving).length))
  expect(statements()).toBe(2)
})

test('what was deleted is referred to by nothing', async () => {
  const all = [1, 2, 3, 4, 5]
  const found = await findReferences(database.readModel, {
    ...noReferences,
    departments: all,
    customers: all,
    agents: all,
    labels: all,
  })
  expect([...found.departments.keys()]).toEqual([1, 2, 3])
  expect([...found.agents.keys()]).toEqual([1, 2])
  expect([...found.labels.keys()]).toEqual([1, 2, 3])
  expect(found.customers.get(2)).toEqual({ id: 2, name: 'customers 2', email: 'c2@example.org' })
  expect(found.labels.get(1)).toEqual({ id: 1, name: 'labels 1', color: '#00ff00' })
})

test('a ticket outside the scope is not found, nor is a deleted one', async () => {
  for (const ticket of tickets) {
    const scope = { agentId: 2, departments: [3, DELETED.departments] }
    const found = await findTicket(database.readModel, ticket.id, scope)
    expect(found?.id).toBe(isAsked(ticket, { filter: {}, scope }) ? ticket.id : undefined)
    const anyone = await findTicket(database.readModel, ticket.id, null)
    expect(anyone).toEqual(ticket.is_deleted ? null : ticket)
  }
})

test('a dashboard counts what its agent sees', async () => {
  const scope = { agentId: 1, departments: [2] }
  const seen = tickets.filter((ticket) => isAsked(ticket, { filter: {}, scope }))
  expect(await countForDashboard(database.readModel, scope, NOW)).toEqual({
    open_tickets: seen.filter(({ status }) => status === 'open').length,
    in_progress_tickets: seen.filter(({ status }) => status === 'in_progress').length,
    needs_response: seen.filter((t) => t.status !== 'closed' && t.last_reply_by !== 'staff').length,
    closed_today: seen.filter(({ closed_at }) => closed_at?.startsWith('2026-03-15')).length,
  })
})

function isAsked(ticket: TicketRow, { filter, scope }: TicketQuestion): boolean {
  const { status, priority, customer_id } = ticket
  const department_id = livingDepartment(ticket)
  const seen = { status, priority, customer_id, department_id, assigned_to: livingAssignee(ticket) }
  const isMatch = Object.entries(filter).every(
    ([field, value]) => value === undefined || new Map(Object.entries(seen)).get(field) === value,
  )
  return isLiving(ticket) && isMatch && isSeen(ticket, scope)
}

function isSeen(ticket: TicketRow, scope: TicketScope | null): boolean {
  if (scope === null || ticket.assigned_to === scope.agentId) return true
  return scope.departments.includes(livingDepartment(ticket) ?? 0)
}

const isLiving = ({ is_deleted }: TicketRow) => !is_deleted
const livingDepartment = ({ department_id }: TicketRow) =>
  department_id === DELETED.departments ? null : department_id
const livingAssignee = ({ assigned_to }: TicketRow) =>
  assigned_to === DELETED.agents ? null : assigned_to

function newestFirst(left: TicketRow, right: TicketRow): number {
  return right.created_at.localeCompare(left.created_at) || right.id - left.id
}

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

async function fill(db: Kysely<ReadModelTables>): Promise<void> {
  const about = { created_at: NOW, updated_at: NOW, revision: 0 }
  const of = (table: keyof typeof DELETED | 'customers', id: number) => ({
    ...about,
    id,
    name: `${table} ${id}`,
    is_deleted: table !== 'customers' && DELETED[table] === id,
  })
  const email = (id: number) => `c${id}@example.org`
  const ids = [1, 2, 3, 4]
  await db
    .insertInto('departments')
    .values(
      ids.map((id) => ({
        ...of('departments', id),
        description: null,
        email: null,
        status: 'published',
        sort_order: 0,
      })),
    )
    .execute()
  await db
    .insertInto('labels')
    .values(
      ids.map((id) => ({
        ...of('labels', id),
        color: '#00ff00',
        status: 'published',
        sort_order: 0,
      })),
    )
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
  const rows = tickets.map((ticket) => ({ ...ticket, custom_fields: sql<[]>`'[]'::jsonb` }))
  await db.insertInto('tickets').values(rows).execute()
  await sql`insert into ticket_counts
    select coalesce(department_id, 0), coalesce(assigned_to, 0), status, priority, count(*)
    from tickets where not is_deleted group by 1, 2, 3, 4`.execute(db)
}

/** The same database, with the number of statements sent to it. */
function counted(db: Kysely<ReadModelTables>) {
  let count = 0
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      count += 1
      return Promise.resolve(result)
    },
  })
  return { db: counting, statements: () => count }
}
