import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Spans } from '../../domain/report/duration.ts'
import type { GivenName } from '../../domain/report/names.ts'
import { boundsOf } from '../../domain/report/period.ts'
import type { SubjectKind } from '../../domain/report/subjects.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { Condition } from './conditions.ts'

// A report is one statement of several parts, each a JSON value: so all of them are of the same moment,
// whatever is written meanwhile, and there is one round trip.

/** Conditions on rows that have `at` and `position`. */
export type RangeConditions = {
  /** By the moment of the report. */
  readonly isKnown: Condition
  readonly isInPeriod: Condition
}

export function conditionsFor(range: ReportRange): RangeConditions {
  const { from, until } = boundsOf(range.period)
  return {
    isKnown: isKnown(range),
    isInPeriod: sql<SqlBool>`(at >= ${from}::timestamptz and at < ${until}::timestamptz)`,
  }
}

function isKnown({ moment }: ReportRange): Condition {
  if (moment === null) return sql<SqlBool>`true`
  if (moment.by === 'time') return sql<SqlBool>`at <= ${moment.time}::timestamptz`
  return sql<SqlBool>`position <= ${String(moment.position)}::numeric`
}

/** All rows of a query as one JSON value. */
export function rowsOf<Row>(query: RawBuilder<unknown>): RawBuilder<Row[]> {
  return sql<Row[]>`(select coalesce(json_agg(part), '[]') from (${query}) part)`
}

/** What agents or departments were ever called, in the order of the log. */
export function namesOf(kind: SubjectKind): RawBuilder<GivenName[]> {
  return rowsOf<GivenName>(sql`select position, resource_id, at, name, is_deleted from reference_names
    where resource = ${kind} order by position`)
}

/** How far the read models are, as decimal text. */
export const reachedPosition = sql<string | null>`(
  select position::text from projection_checkpoint where name = 'read-model')`

/** What `spansOf` gives; `percentiles` is `null` where there are no spans. */
export type SpanParts = {
  readonly count: number
  readonly sum_ms: number
  readonly percentiles: readonly number[] | null
}

/** The spans in a column of the rows at hand, both percentiles by one sort. */
export function spansIn(ms: 'since_creation_ms' | 'waited_ms' | 'ms'): RawBuilder<SpanParts> {
  const column = sql.ref(ms)
  return sql<SpanParts>`json_build_object(
    'count', count(*),
    'sum_ms', coalesce(sum(${column}), 0),
    'percentiles', percentile_cont(array[0.5, 0.9]) within group (order by ${column} / 1000::float8))`
}

/** The spans of the facts for which a condition holds. */
export function spansOf(
  ms: 'since_creation_ms' | 'waited_ms',
  holds: Condition,
): RawBuilder<SpanParts> {
  return sql<SpanParts>`(select ${spansIn(ms)} from report_facts where ${holds})`
}

export function asSpans({ count, sum_ms, percentiles }: SpanParts): Spans {
  const [median = null, p90 = null] = percentiles ?? []
  return { count, sum_ms, median, p90 }
}

/** Entries to `closed` by a person, in the period. */
export function isResolution({ isInPeriod, isKnown }: RangeConditions): Condition {
  return sql<SqlBool>`(kind = 'resolved' and not is_automatic and ${isInPeriod} and ${isKnown})`
}

/** Those of them that are the last of their ticket, and that no reopening has undone, of what is known at the moment. */
export function isLastResolution(conditions: RangeConditions): Condition {
  const { isKnown } = conditions
  return sql<SqlBool>`(${isResolution(conditions)} and not exists (
    select from (
      select ticket_id, position, at from report_facts where kind in ('resolved', 'reopened')
    ) later
    where later.ticket_id = report_facts.ticket_id
      and later.position > report_facts.position and ${isKnown}))`
}

/**
 * The sums of each day, agent and department (0 for none): as they are kept, or, where a report is to know
 * less than all, as they are made anew from what it knows.
 */
export function daySums(
  { moment }: ReportRange,
  { isKnown }: RangeConditions,
): RawBuilder<unknown> {
  if (moment === null) return sql`report_days`
  return sql`(
    select at::date as date, coalesce(agent_id, 0) as agent_id,
      coalesce(department_id, 0) as department_id, 0 as created,
      (kind = 'assigned')::int as assigned, (kind = 'replied')::int as replies,
      (kind = 'resolved' and not is_automatic)::int as resolutions, is_automatic::int as automatic_closes,
      (kind = 'reopened')::int as reopens, 0 as backlog
    from report_facts where ${isKnown}
    union all
    select at::date, coalesce(assigned_to, 0), coalesce(department_id, 0), is_creation::int,
      0, 0, 0, 0, 0, case when status = 'closed' then 0 else change end
    from report_states where ${isKnown})`
}
