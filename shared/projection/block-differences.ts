import { sql } from 'kysely'
import type { ReadModelDatabase } from '../read-model/database.ts'
import { blockCounts } from '../read-model/ticket-block-tables.ts'
import { placedChanges, summedByBlock } from '../read-model/ticket-blocks/count-changes.ts'

/** As many as are worth reading. */
const MOST_DIFFERENCES = 20

type Wrong = {
  readonly name: string
  readonly count: string
  readonly is: number
  readonly be: number
}

/**
 * Holds the blocks of long lists against all changes up to the position that they have followed. Where a list is
 * cut is nobody's business; that each list begins at its beginning and every block counts what lies in it is.
 */
export async function findBlockDifferences(database: ReadModelDatabase): Promise<string[]> {
  return [...(await findHeadless(database)), ...(await findMiscounted(database))]
}

async function findHeadless(database: ReadModelDatabase): Promise<string[]> {
  const { rows } = await sql<{ list: string }>`
    select concat_ws('/', department_id, assigned_to, customer_id) as list from ticket_blocks
    group by department_id, assigned_to, customer_id having min(first_at) <> '-infinity'
    limit ${MOST_DIFFERENCES}`.execute(database)
  return rows.map(({ list }) => `ticket_blocks ${list} does not begin at its beginning`)
}

/** One statement: they go on following while everything else stands still. */
async function findMiscounted(database: ReadModelDatabase): Promise<string[]> {
  const counts = blockCounts.map(({ column }) => {
    const found = sql.ref(`b.${column}`)
    return sql`(${sql.lit(column)}, ${found}, coalesce(${sql.ref(`summed.${column}`)}, 0))`
  })
  const followed = sql`s.position <= (select max(position) from ticket_blocks_position)`
  const { rows } = await sql<Wrong>`
    with placed as (${placedChanges(followed)}), ${summedByBlock}
    select concat_ws('/', b.department_id, b.assigned_to, b.customer_id)
        || ' from ' || b.first_at || '/' || b.first_id as name, count, found as is, counted as be
    from ticket_blocks b
      left join summed using (department_id, assigned_to, customer_id, first_at, first_id)
      cross join lateral (values ${sql.join(counts)}) as each (count, found, counted)
    where found <> counted limit ${MOST_DIFFERENCES}`.execute(database)
  return rows.map(
    ({ name, count, is, be }) => `ticket_blocks ${name}: ${count} is ${is}, by the log it is ${be}`,
  )
}
