import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '../../testing/database.ts'
import { deleted, fillReadModel, now, tickets } from '../../testing/read-model-rows.ts'
import type { Database } from '../database.ts'
import { makeTablesIn } from '../generation-schema.ts'
import { type ReadModelTables, servingSchema, type TicketRow } from '../tables.ts'
import { countForDashboard } from './dashboard.ts'
import { findReferences, noReferences } from './references.ts'
import { keptListOf } from './ticket-blocks.ts'
import { inShort, type TicketQuestion, type TicketScope } from './ticket-conditions.ts'
import { findTicket, listTickets } from './tickets.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await database.readModel
    .transaction()
    .execute((transaction) => makeTablesIn(transaction, servingSchema))
  await fillReadModel(database.readModel)
})
afterAll(() => database[Symbol.asyncDispose]())

/** What each filter asks: nothing, what some tickets have, and what is deleted or never was. */
const asked = {
  status: [undefined, 'open', 'closed'],
  priority: [undefined, 'low', 'high'],
  department_id: [undefined, 2, deleted.departments],
  customer_id: [undefined, 1, 99],
  assigned_to: [undefined, 1, deleted.agents],
} as const
const scopes: (TicketScope | null)[] = [
  null,
  { agentId: 1, departments: [] },
  { agentId: 2, departments: [2, deleted.departments] },
  { agentId: 2, departments: [1, 3, ...Array.from({ length: 60 }, (_, index) => 4 + index)] },
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
    for (let page = 1; page <= Math.max(1, Math.ceil(expected.length / 49)); page += 1) {
      const { rows, total } = await listTickets(database.readModel, question, {
        page,
        per_page: 49,
      })
      const wanted = expected.slice((page - 1) * 49, page * 49).map(({ id }) => id)
      const listed = rows.map(({ id }) => id)
      expect([question, page, total, listed]).toEqual([question, page, expected.length, wanted])
    }
  }
})

test('what an agent sees of one department is a list of which blocks are kept', () => {
  const scope = { agentId: 7, departments: [2, 3] }
  const listFor = (department_id: number) =>
    keptListOf(inShort({ filter: { department_id }, scope }))
  expect(listFor(2)).toMatchObject({ department_id: 2, assigned_to: 0 })
  expect(listFor(4)).toMatchObject({ department_id: 4, assigned_to: 7 })
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
    const scope = { agentId: 2, departments: [3, deleted.departments] }
    const found = await findTicket(database.readModel, ticket.id, scope)
    expect(found?.id).toBe(isAsked(ticket, { filter: {}, scope }) ? ticket.id : undefined)
    const anyone = await findTicket(database.readModel, ticket.id, null)
    expect(anyone).toEqual(ticket.is_deleted ? null : ticket)
  }
})

test('a dashboard counts what its agent sees', async () => {
  const scope = { agentId: 1, departments: [2] }
  const seen = tickets.filter((ticket) => isAsked(ticket, { filter: {}, scope }))
  expect(await countForDashboard(database.readModel, scope, now)).toEqual({
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
  department_id === deleted.departments ? null : department_id
const livingAssignee = ({ assigned_to }: TicketRow) =>
  assigned_to === deleted.agents ? null : assigned_to

function newestFirst(left: TicketRow, right: TicketRow): number {
  return right.created_at.localeCompare(left.created_at) || right.id - left.id
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
