import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TicketPriority, TicketStatus } from '../../domain/ticket/vocabulary.ts'
import { offsetIn, offsetOf, type Page } from '../pagination.ts'
import type { ReadModelTables, TicketRow } from '../tables.ts'
import { allOf, type Condition, refersTo } from './conditions.ts'
import { type Counted, listedOf } from './read-page.ts'

export type TicketFilter = {
  readonly status?: TicketStatus | undefined
  readonly priority?: TicketPriority | undefined
  readonly department_id?: number | undefined
  readonly customer_id?: number | undefined
  readonly assigned_to?: number | undefined
}

/** What an agent may see: what is assigned to it, and what lies in these departments while they live. */
export type TicketScope = { readonly agentId: number; readonly departments: readonly number[] }

export type TicketQuestion = {
  readonly filter: TicketFilter
  /** `null` for all tickets. */
  readonly scope: TicketScope | null
}

/** One page of a list, and how many there are on all pages. */
export type Listed<Row> = { readonly rows: Row[]; readonly total: number }

type Db = Kysely<ReadModelTables>

/** So few that skipping them from the newest on costs less than finding out where to begin. */
const NEAR = 1_000

/** Newest first, with the exact total as of the same moment, whatever is written meanwhile. */
export function listTickets(
  db: Db,
  question: TicketQuestion,
  page: Page,
): Promise<Listed<TicketRow>> {
  return offsetIn(page) < NEAR ? readNear(db, question, page) : readFar(db, question, page)
}

/** One statement, and so one snapshot. */
async function readNear(db: Db, question: TicketQuestion, page: Page): Promise<Listed<TicketRow>> {
  const window = { offset: offsetIn(page), limit: page.per_page, isFromEnd: false }
  const { rows } = await sql<Counted<TicketRow>>`
    select listed.*, counted."total of all pages"
    from (select ${countOf(question)} as "total of all pages") as counted
      left join (${rowsOf(db, question, window)}) as listed on true
    order by created_at desc, id desc`.execute(db)
  return listedOf<TicketRow>(rows)
}

/** Where to begin is told by the total, so these are two statements on one snapshot. */
function readFar(db: Db, question: TicketQuestion, page: Page): Promise<Listed<TicketRow>> {
  const onSnapshot = db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
  return onSnapshot.execute(async (snapshot) => {
    const counted = snapshot.selectNoFrom(countOf(question).as('total'))
    const { total } = await counted.executeTakeFirstOrThrow()
    const offset = offsetOf(page, total)
    if (offset === null) return { rows: [], total }
    const rows = rowsOf(snapshot, question, windowOf(offset, page.per_page, total))
    return { rows: await rows.execute(), total }
  })
}

/** @returns `null` also where it is deleted or lies outside the scope */
export async function findTicket(
  db: Db,
  id: number,
  scope: TicketScope | null,
): Promise<TicketRow | null> {
  const row = await db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .where('is_deleted', '=', false)
    .where(allOf(inScope(scope)))
    .executeTakeFirst()
  return row ?? null
}

/** Conditions on the columns that tickets and their counts both have. */
export function inScope(scope: TicketScope | null): Condition[] {
  if (scope === null) return []
  const { agentId, departments } = scope
  if (departments.length === 0) return [sql<SqlBool>`assigned_to = ${agentId}`]
  return [
    // An array, made once, can be looked up in an index; a subquery of rows is asked for every ticket.
    sql<SqlBool>`(assigned_to = ${agentId} or department_id = any(array(
      select departments.id from departments
      where departments.id = any(${[...departments]}::bigint[]) and not departments.is_deleted)))`,
  ]
}

/** From the kept counts, which know every filter but the customer: one of those has few tickets. */
function countOf({ filter, scope }: TicketQuestion): RawBuilder<number> {
  return filter.customer_id === undefined
    ? sql<number>`(select coalesce(sum(n), 0)::bigint from ticket_counts
        where ${allOf([...shared(filter), ...inScope(scope)])})`
    : sql<number>`(select count(*) from tickets
        where not is_deleted and ${allOf([...ofTickets(filter), ...inScope(scope)])})`
}

type Window = { readonly offset: number; readonly limit: number; readonly isFromEnd: boolean }

/** A page in the second half is reached from the oldest ticket, so none skips more than half of them. */
function windowOf(offset: number, per_page: number, total: number): Window {
  const limit = Math.min(per_page, total - offset)
  const fromEnd = total - offset - limit
  if (fromEnd < offset) return { offset: fromEnd, limit, isFromEnd: true }
  return { offset, limit, isFromEnd: false }
}

/** What is skipped is skipped in an index; only the page's own rows are looked at whole. */
function rowsOf(db: Db, { filter, scope }: TicketQuestion, { offset, limit, isFromEnd }: Window) {
  const direction = isFromEnd ? 'asc' : 'desc'
  const ids = db
    .selectFrom('tickets')
    .select('id')
    .where('is_deleted', '=', false)
    .where(allOf([...ofTickets(filter), ...inScope(scope)]))
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset(offset)
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

function ofTickets(filter: TicketFilter): Condition[] {
  const { customer_id } = filter
  if (customer_id === undefined) return shared(filter)
  return [...shared(filter), refersTo('customer_id', 'customers', customer_id)]
}

function shared({ status, priority, department_id, assigned_to }: TicketFilter): Condition[] {
  return [
    ...(status === undefined ? [] : [sql<SqlBool>`status = ${status}`]),
    ...(priority === undefined ? [] : [sql<SqlBool>`priority = ${priority}`]),
    ...(department_id === undefined
      ? []
      : [refersTo('department_id', 'departments', department_id)]),
    ...(assigned_to === undefined ? [] : [refersTo('assigned_to', 'agents', assigned_to)]),
  ]
}
