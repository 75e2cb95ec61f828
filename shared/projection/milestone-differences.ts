import { sql } from 'kysely'
import { MILESTONE } from '../read-model/activity-milestones.ts'
import type { ReadModelDatabase } from '../read-model/database.ts'

type Wrong = { readonly nth: number; readonly id: number; readonly n: number | null }

/** Holds the milestones of the activities against the rows that there are. */
export async function findMilestoneDifferences(database: ReadModelDatabase): Promise<string[]> {
  const { rows } = await sql<Wrong>`
    select nth, id, n from activity_milestones
      left join (select id, row_number() over (order by id) as n from activity_logs) as counted using (id)
    where n is distinct from nth * ${MILESTONE}::bigint order by nth`.execute(database)
  return rows.map(
    ({ nth, id, n }) =>
      `activity_milestones ${nth}: ${id} is activity ${n ?? 'none'}, not ${nth * MILESTONE}`,
  )
}
