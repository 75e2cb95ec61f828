import { type Kysely, sql } from 'kysely'
import { resources } from '../../domain/resources.ts'
import type { Position } from '../../kernel/position.ts'
import { MILESTONE } from '../activity-milestones.ts'
import { offsetIn, type Page } from '../pagination.ts'
import type { ActivityLogRow, ReadModelTables } from '../tables.ts'
import { MOST_BIGINT } from './moments.ts'
import { type Counted, type Listed, listedOf } from './read-page.ts'

type Db = Kysely<ReadModelTables>

/**
 * Latest first, by the order of the log, with the exact total as of the same moment. The page begins a little before
 * the milestone that lies next above it.
 */
export async function listActivities(db: Db, page: Page): Promise<Listed<ActivityLogRow>> {
  const { rows } = await sql<Counted<ActivityLogRow>>`
    with last as (
      select coalesce(max(nth), 0) * ${MILESTONE}::bigint as n, coalesce(max(id), 0) as id
      from (select * from activity_milestones order by nth desc limit 1) as latest),
    counted as materialized (
      select last.n + (select count(*) from activity_logs where id > last.id) as total from last),
    /* How many there are from the oldest to the first of the page. */
    begins as (select total, greatest(total - ${offsetIn(page)}::bigint, 0) as n from counted)
    select listed.*, begins.total as "total of all pages"
    from begins
      left join activity_milestones as above on nth = (n + ${MILESTONE - 1}) / ${MILESTONE}
      left join lateral (
        select * from activity_logs where id <= coalesce(above.id, ${String(MOST_BIGINT)}::bigint)
        order by id desc
        limit least(${page.per_page}, n) offset coalesce(nth * ${MILESTONE}::bigint, total) - n
      ) as listed on true
    order by listed.id desc`.execute(db)
  return listedOf<ActivityLogRow>(rows)
}

/** Of the last event at or before this position that a row tells of; `null` where there is none. */
export async function findRecordedPosition(db: Db, position: Position): Promise<Position | null> {
  const id = position < MOST_BIGINT ? position + 1n : MOST_BIGINT
  const row = await db
    .selectFrom('activity_logs')
    .select('id')
    .where('id', '<=', sql<number>`${String(id)}::bigint`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : BigInt(row.id) - 1n
}

type Name = { readonly resource: string; readonly id: number; readonly name: string }

const sources = [
  { resource: 'ticket', table: 'tickets', named_by: 'reference_id' },
  ...resources.map(({ name, table, named_by }) => ({ resource: name, table, named_by })),
]

/** What things are called, deleted ones as well, in one statement. */
export async function findNames(
  db: Db,
  things: readonly (readonly [resource: string, id: number])[],
): Promise<readonly Name[]> {
  const selects = sources.flatMap(({ resource, table, named_by }) => {
    const ids = things.flatMap(([of, id]) => (of === resource ? [id] : []))
    if (ids.length === 0) return []
    return [
      sql`select ${sql.lit(resource)} as resource, id, ${sql.ref(named_by)} collate "C" as name
        from ${sql.table(table)} where id = any(${[...new Set(ids)]}::bigint[])`,
    ]
  })
  if (selects.length === 0) return []
  const { rows } = await sql<Name>`${sql.join(selects, sql` union all `)}`.execute(db)
  return rows
}

/** Position → type, of the events at these positions that a row tells of. */
export async function findTypes(
  db: Db,
  positions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = positions.map((position) => String(BigInt(position) + 1n))
  const rows = await db
    .selectFrom('activity_logs')
    .select(['id', 'type'])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute()
  return new Map(rows.map(({ id, type }) => [String(BigInt(id) - 1n), type]))
}
