import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { offsetIn, type Page } from '../pagination.ts'
import type { ReadModelTables, TicketRow } from '../tables.ts'
import { blockCounts } from '../ticket-block-tables.ts'
import { allOf, type Condition } from './conditions.ts'
import { type Counted, type Listed, listedOf } from './read-page.ts'
import {
  countOf,
  isAskedFor,
  isAskedForByAny,
  type TicketFilter,
  type TicketQuestion,
} from './ticket-conditions.ts'

/** A list of which blocks are kept as soon as it is long; 0 for any. */
type KeptList = {
  readonly department_id: number
  readonly assigned_to: number
  readonly customer_id: number
  /** Its tickets follow each other in an index. */
  readonly hasIndex: boolean
}

/** The one whose tickets, by status and priority, are those of the question; `null` where there is none. */
export function keptListOf(question: TicketQuestion): KeptList | null {
  const { filter, scope } = question
  if (scope !== null && scope.departments.length > 0) return null
  const ids = idsOf(question)
  const parts = Object.values(ids).filter((id) => id !== 0).length
  if (ids.customer_id !== 0 && parts > 1) return null
  return { ...ids, hasIndex: parts <= 1 && isWhole(filter) }
}

function idsOf({ filter, scope }: TicketQuestion) {
  const { department_id = 0, customer_id = 0 } = filter
  return { department_id, assigned_to: scope?.agentId ?? filter.assigned_to ?? 0, customer_id }
}

function isWhole({ status, priority }: TicketFilter): boolean {
  return status === undefined && priority === undefined
}

type KeptQuestion = TicketQuestion & { readonly list: KeptList }

/**
 * One statement, one snapshot. Going down the list from the newest ticket, block by block and change by change
 * since the blocks were counted, it knows how many have been passed at each border, and looks for the page
 * only where that says that it lies: in one or two blocks mostly, in as many as the page has tickets at worst.
 */
export async function readByBlocks(
  db: Kysely<ReadModelTables>,
  question: KeptQuestion,
  page: Page,
): Promise<Listed<TicketRow>> {
  const { per_page } = page
  const offset = offsetIn(page)
  const { rows } = await sql<Counted<TicketRow>>`
    with ${keptCounts(question)},
    ${borders()},
    stretches as (
      select at, id, passed,
        lag(at) over newer as until_at, lag(id) over newer as until_id,
        coalesce(lag(passed) over newer, 0) as before
      from borders window newer as (order by at desc, id desc)),
    holding as materialized (
      select * from stretches
      where passed > before and passed > ${offset} and before < ${offset + per_page}),
    page as (
      select found.id from holding, lateral (
        select id, created_at from tickets
        where not is_deleted and ${isAskedFor(question)}
          and (created_at, id) >= (holding.at, holding.id)
          and (created_at, id) < (coalesce(until_at, 'infinity'), coalesce(until_id, 0))
        order by created_at desc, id desc limit passed - before
      ) as found
      order by found.created_at desc, found.id desc
      limit ${per_page} offset ${offset} - (select min(before) from holding))
    select listed.*, counted.total as "total of all pages"
    from counted left join (select * from tickets where id in (select id from page)) as listed on true
    order by created_at desc, id desc`.execute(db)
  return listedOf<TicketRow>(rows)
}

/** `blocks` as they were counted, the `changes` since (if there are any blocks), and what is `counted` in all. */
function keptCounts(question: KeptQuestion): RawBuilder<unknown> {
  const { filter, list } = question
  const { department_id, assigned_to, customer_id } = list
  const asked = blockCounts.filter(
    ({ status, priority }) =>
      (filter.status ?? status) === status && (filter.priority ?? priority) === priority,
  )
  const count = sql.join(
    asked.map(({ column }) => sql.ref(column)),
    sql` + `,
  )
  const [theirs, isThere] =
    customer_id === 0 ? [[], []] : [[isOf(customer_id)], [isLivingCustomer(customer_id)]]
  return sql`blocks as (
      select first_at as at, first_id as id, (${count})::bigint as n from ticket_blocks
      where department_id = ${department_id} and assigned_to = ${assigned_to}
        and customer_id = ${customer_id} and ${allOf(isThere)}),
    changes as (
      select ticket_created_at as at, ticket_id as id, change::bigint as n from report_states
      where exists (select from blocks)
        and ${isSinceCounted}
        and ${allOf([isAskedForByAny(question), ...theirs])}),
    counted as materialized (select ${totalOf(question)} as total)`
}

/** The upper bound leaves none out: it tells the planner that these are few, so that it takes the index. */
const isSinceCounted = sql<SqlBool>`(position > (select position from ticket_blocks_position)
  and position <= (select max(position) from report_states))`

function isOf(customerId: number): Condition {
  return sql<SqlBool>`exists (
    select from tickets where tickets.id = ticket_id and customer_id = ${customerId})`
}

function isLivingCustomer(id: number): Condition {
  return sql<SqlBool>`exists (select from customers where id = ${id} and not is_deleted)`
}

/** A customer with few tickets has no blocks, and they are counted one by one. */
function totalOf(question: KeptQuestion): RawBuilder<number> {
  if (question.list.customer_id === 0) return countOf(question)
  return sql<number>`case when exists (select from blocks)
    then (select sum(n) from blocks)::bigint + (select coalesce(sum(n), 0) from changes)::bigint
    else ${countOf(question)} end`
}

/** A list without blocks is one stretch. */
function borders(): RawBuilder<unknown> {
  return sql`steps as (
      select at, id, n, true as is_border from blocks
      union all select at, id, n, false from changes
      union all select '-infinity', 0, total, true from counted where not exists (select from blocks)),
    borders as (
      select at, id, passed from (
        select at, id, is_border, sum(n) over (
          order by at desc, id desc, is_border rows unbounded preceding) as passed
        from steps
      ) as down where is_border)`
}
