import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { GivenName } from '../../domain/report/names.ts'
import type { DaySums, OverviewSums, StateCount } from '../../domain/report/overview.ts'
import { boundsOf } from '../../domain/report/period.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { ReadModelTables } from '../tables.ts'
import {
  asSpans,
  conditionsFor,
  daySums,
  isLastResolution,
  isResolution,
  namesOf,
  type RangeConditions,
  reachedPosition,
  rowsOf,
  spansOf,
} from './report-parts.ts'
import { asTimes, timesOf } from './report-times.ts'

export type SummedOverview = {
  readonly sums: OverviewSums
  readonly departments: readonly GivenName[]
  /** The last that was counted. */
  readonly position: string | null
}

export async function sumOverview(
  db: Kysely<ReadModelTables>,
  range: ReportRange,
): Promise<SummedOverview> {
  const conditions = conditionsFor(range)
  const { isInPeriod, isKnown } = conditions
  const isFirstReply = sql<SqlBool>`kind = 'replied' and is_first and ${isInPeriod} and ${isKnown}`
  const isAnswer = sql<SqlBool>`waited_ms is not null and ${isInPeriod} and ${isKnown}`
  const isFirstResolution = sql<SqlBool>`${isResolution(conditions)} and is_first`
  const { position, departments, days, ...found } = await db
    .selectNoFrom([
      reachedPosition.as('position'),
      namesOf('department').as('departments'),
      statesOf(range, conditions).as('states'),
      daysOf(range, conditions).as('days'),
      backlogBefore(range, conditions).as('backlog_before'),
      countResolved(conditions).as('tickets_resolved'),
      spansOf('since_creation_ms', isFirstReply).as('first_reply'),
      spansOf('waited_ms', isAnswer).as('next_reply'),
      spansOf('since_creation_ms', isFirstResolution).as('first_resolution'),
      spansOf('since_creation_ms', isLastResolution(conditions)).as('full_resolution'),
      timesOf(range, conditions).as('times'),
    ])
    .executeTakeFirstOrThrow()

  const sums = {
    states: found.states,
    days,
    backlog_before: found.backlog_before,
    tickets_resolved: found.tickets_resolved,
    automatic_closes: days.reduce((sum, day) => sum + day.automatic_closes, 0),
    first_reply: asSpans(found.first_reply),
    next_reply: asSpans(found.next_reply),
    first_resolution: asSpans(found.first_resolution),
    full_resolution: asSpans(found.full_resolution),
    times: asTimes(found.times),
  }
  return { sums, departments, position }
}

/** As they are now the tickets' own rows tell; as they were, the sum of what was entered and left until then. */
function statesOf(range: ReportRange, { isKnown }: RangeConditions): RawBuilder<StateCount[]> {
  const { from, until } = boundsOf(range.period)
  if (range.moment === null) {
    return rowsOf(sql`
      select status, priority, department_id, count(*) as n from tickets
      where not is_deleted and created_at >= ${from}::timestamptz and created_at < ${until}::timestamptz
      group by 1, 2, 3`)
  }
  return rowsOf(sql`
    select status, priority, department_id, sum(change) as n from report_states
    where ticket_created_at >= ${from}::timestamptz and ticket_created_at < ${until}::timestamptz
      and ${isKnown}
    group by 1, 2, 3 having sum(change) <> 0`)
}

type SummedDay = DaySums & { readonly automatic_closes: number }

function daysOf(range: ReportRange, conditions: RangeConditions): RawBuilder<SummedDay[]> {
  const { start_date, end_date } = range.period
  return rowsOf(sql`
    select date, sum(created) as created, sum(resolutions) as resolved, sum(reopens) as reopened,
      sum(automatic_closes) as automatic_closes, sum(backlog) as backlog_change
    from ${daySums(range, conditions)} sums
    where date >= ${start_date}::date and date <= ${end_date}::date group by 1`)
}

function backlogBefore(range: ReportRange, conditions: RangeConditions): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(backlog), 0) from ${daySums(range, conditions)} sums
    where date < ${range.period.start_date}::date)::bigint`
}

/** By a table of hashes, which takes a fraction of the sort that `count(distinct …)` makes. */
function countResolved(conditions: RangeConditions): RawBuilder<number> {
  return sql<number>`(select count(*) from (
    select from report_facts where ${isResolution(conditions)} group by ticket_id) tickets)`
}
