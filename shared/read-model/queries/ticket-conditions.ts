import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TicketPriority, TicketStatus } from '../../domain/ticket/vocabulary.ts'
import { allOf, type Condition, refersTo } from './conditions.ts'

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

/** The same in fewer words: of one department an agent sees all that there is, or only what is its own. */
export function inShort({ filter, scope }: TicketQuestion): TicketQuestion {
  const { department_id } = filter
  if (scope === null || department_id === undefined) return { filter, scope }
  const seesAll = scope.departments.includes(department_id)
  return { filter, scope: seesAll ? null : { agentId: scope.agentId, departments: [] } }
}

/** Which tickets are asked for, deleted ones aside. */
export function isAskedFor({ filter, scope }: TicketQuestion): Condition {
  const { customer_id } = filter
  const theirs =
    customer_id === undefined ? [] : [refersTo('customer_id', 'customers', customer_id)]
  return allOf([...theirs, ...shared(filter), ...inScope(scope)])
}

/** The same on rows that do not name the customer. */
export function isAskedForByAny({ filter, scope }: TicketQuestion): Condition {
  return allOf([...shared(filter), ...inScope(scope)])
}

/** Conditions on the columns that tickets and their counts both have. */
export function inScope(scope: TicketScope | null): Condition[] {
  if (scope === null) return []
  const { agentId, departments } = scope
  if (departments.length === 0) return [sql<SqlBool>`assigned_to = ${agentId}`]
  return [sql<SqlBool>`(assigned_to = ${agentId} or department_id = any(${livingOf(departments)}))`]
}

/** The statement grows with each. Who is in more departments sees most of the desk, and so finds a page from its newest on. */
const MOST_LISTS = 50

/**
 * `id` and `created_at` of the newest tickets that are asked for, so many at least. What an agent sees by its departments
 * is a list for each and one of its own elsewhere: each has an index in the order of the list, together they have none.
 */
export function newestAskedFor(question: TicketQuestion, most: number): RawBuilder<unknown> {
  const newest = (condition: Condition) => sql`(
    select id, created_at from tickets where not is_deleted and ${condition}
    order by created_at desc, id desc limit ${most})`
  const { filter, scope } = question
  const { agentId = 0, departments = [] } = scope ?? {}
  if (departments.length === 0 || departments.length > MOST_LISTS) {
    return newest(isAskedFor(question))
  }
  const isElsewhere = sql<SqlBool>`(department_id = any(${livingOf(departments)})) is not true`
  const ofFilter = isAskedFor({ filter, scope: null })
  const lists = [
    allOf([ofFilter, sql<SqlBool>`assigned_to = ${agentId}`, isElsewhere]),
    ...departments.map((id) => allOf([ofFilter, refersTo('department_id', 'departments', id)])),
  ]
  return sql.join(lists.map(newest), sql` union all `)
}

/** An array, made once, can be looked up in an index; a subquery of rows is asked for every ticket. */
const livingOf = (departments: readonly number[]) => sql`array(
  select departments.id from departments
  where departments.id = any(${[...departments]}::bigint[]) and not departments.is_deleted)`

/** From the kept counts, which know every filter but the customer: one of those has few tickets. */
export function countOf(question: TicketQuestion): RawBuilder<number> {
  return question.filter.customer_id === undefined
    ? sql<number>`(select coalesce(sum(n), 0)::bigint from ticket_counts
        where ${isAskedForByAny(question)})`
    : sql<number>`(select count(*) from tickets where not is_deleted and ${isAskedFor(question)})`
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
