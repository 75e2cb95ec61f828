import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReadModelTables } from '../tables.ts'
import { blockCounts } from '../ticket-block-tables.ts'
import type { Block } from './cut.ts'

export type Counted = {
  /** Blocks that are as they were but for their counts. */
  readonly changed: readonly (Block & { readonly n: number })[]
  /** Who has no blocks yet, and more tickets than before. */
  readonly customers: readonly number[]
}

/** Of each change, for every list that it concerns: the block in which it counts, if the list has blocks. */
export function placedChanges(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select list.*, block.first_at, block.first_id, s.status, s.priority, s.change, s.is_creation
    from report_states s, lateral (
        values (0, 0, 0), (s.department_id, 0, 0), (0, s.assigned_to, 0),
          (s.department_id, s.assigned_to, 0), (0, 0, (select customer_id from tickets where id = s.ticket_id))
      ) as list (department_id, assigned_to, customer_id)
      left join lateral (
        select first_at, first_id from ticket_blocks b
        where b.department_id = list.department_id and b.assigned_to = list.assigned_to
          and b.customer_id = list.customer_id
          and (b.first_at, b.first_id) <= (s.ticket_created_at, s.ticket_id)
        order by b.first_at desc, b.first_id desc limit 1
      ) as block on true
    where ${which} and list.department_id is not null and list.assigned_to is not null`
}

const sums = blockCounts.map(({ status, priority, column }) => {
  const isCounted = sql`status = ${sql.lit(status)} and priority = ${sql.lit(priority)}`
  return sql`coalesce(sum(change) filter (where ${isCounted}), 0) as ${sql.id(column)}`
})

/** What is `placed`, as `summed` for each block that it concerns. */
export const summedByBlock = sql`
  summed as (
    select department_id, assigned_to, customer_id, first_at, first_id, ${sql.join(sums)}
    from placed where first_at is not null group by 1, 2, 3, 4, 5)`

/** Counts the changes after a position into the blocks that there are. */
export async function countChanges(
  db: Kysely<ReadModelTables>,
  position: number,
): Promise<Counted> {
  const added = blockCounts.map(({ column }) => {
    return sql`${sql.id(column)} = b.${sql.id(column)} + summed.${sql.id(column)}`
  })
  const inAll = blockCounts.map(({ column }) => sql`b.${sql.id(column)}`)
  const { rows } = await sql<Block & { n: number | null }>`
    with placed as materialized (${placedChanges(sql`s.position > ${position}`)}),
    ${summedByBlock},
    changed as (
      update ticket_blocks b set ${sql.join(added)} from summed
      where b.department_id = summed.department_id and b.assigned_to = summed.assigned_to
        and b.customer_id = summed.customer_id
        and b.first_at = summed.first_at and b.first_id = summed.first_id
      returning b.department_id, b.assigned_to, b.customer_id, b.first_at::text, b.first_id,
        (${sql.join(inAll, sql` + `)}) as n)
    select * from changed
    union all
    select distinct 0, 0, customer_id, null::text, null::bigint, null::integer
    from placed where customer_id <> 0 and first_at is null and is_creation`.execute(db)

  return {
    changed: rows.flatMap((row) => (row.n === null ? [] : [{ ...row, n: row.n }])),
    customers: rows.flatMap((row) => (row.n === null ? [row.customer_id] : [])),
  }
}
