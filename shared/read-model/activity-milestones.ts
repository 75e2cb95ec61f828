import { type Kysely, sql } from 'kysely'
import { requireOneGeneration } from './one-generation.ts'
import type { ReadModelTables } from './tables.ts'

// Activities are only ever added, at the end. So it is enough to write down the id of every thousandth of them: how many
// there are, and where a page far down begins, is then reckoned, and at most so many rows are passed.

/** How many activities lie between two milestones. */
export const MILESTONE = 1_000

/** A statement over so many rows takes a fraction of a second; after a rebuild there may be millions. */
const MOST_AT_ONCE = 200 * MILESTONE

/** No projection writes these: they follow the activities from time to time, and readers count what came since. */
export async function createActivityMilestones<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists ${sql.table('activity_milestones')} (
      nth bigint primary key,
      id bigint not null
    )`.execute(db)
}

/**
 * Writes down the milestones that were passed since the last time. One process after the other.
 * @returns whether there may be more
 * @throws Unavailable where other read models have come to serve meanwhile; then nothing was written
 */
export function followActivities(db: Kysely<ReadModelTables>): Promise<boolean> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => {
      // Before anything else: the snapshot is taken after it, and has all that another has written or forgotten.
      await sql`lock table activity_milestones in exclusive mode`.execute(snapshot)
      const { numAffectedRows = 0n } = await sql`
        insert into activity_milestones
        select last.nth + since.n / ${MILESTONE}, since.id
        from (
            select coalesce(max(nth), 0) as nth, coalesce(max(id), 0) as id from activity_milestones
          ) as last,
          lateral (
            select id, row_number() over (order by id) as n from activity_logs where id > last.id
            order by id limit ${MOST_AT_ONCE}
          ) as since
        where since.n % ${MILESTONE} = 0`.execute(snapshot)
      if (numAffectedRows === 0n) return false
      await requireOneGeneration(snapshot)
      return true
    })
}

/** For whoever writes activities of the past, in the same transaction: the next call begins anew. */
export const forgetMilestones = 'delete from activity_milestones'
