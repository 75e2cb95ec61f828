import { type RawBuilder, sql } from 'kysely'
import { noSpans, type Spans } from '../../domain/report/duration.ts'
import type { StatusTimes } from '../../domain/report/overview.ts'
import { boundsOf } from '../../domain/report/period.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { OpenStatus } from '../../domain/ticket/vocabulary.ts'
import { asSpans, type RangeConditions, rowsOf, type SpanParts, spansIn } from './report-parts.ts'

export type TimesOfStatus = { readonly status: OpenStatus; readonly spans: SpanParts }

/** How long each ticket was in each status that is work to do: what `tallyTimes` says of the same log. */
export function timesOf(
  range: ReportRange,
  conditions: RangeConditions,
): RawBuilder<TimesOfStatus[]> {
  return rowsOf(sql`
    select status, ${spansIn('ms')} as spans from (
      select status, ticket_id, sum(ms) as ms from (
        select status, ticket_id, status_ms as ms from report_states
        where change = -1 and status_ms is not null and ${conditions.isInPeriod} and ${conditions.isKnown}
        union all ${running(range, conditions)}) spans
      where status <> 'closed' group by status, ticket_id) tickets
    group by status`)
}

/** Only where the moment lies in the period. */
function running(range: ReportRange, { isKnown }: RangeConditions): RawBuilder<unknown> {
  const { from, until } = boundsOf(range.period)
  const now =
    range.moment?.by === 'time'
      ? sql`${range.moment.time}::timestamptz`
      : sql`(select max(at) from report_states where ${isKnown})`
  const begun = range.moment === null ? begunNow : begunBy({ isKnown })
  return sql`
    select status, ticket_id, (extract(epoch from ${now} - since) * 1000)::bigint from (${begun}) begun
    where ${now} >= ${from}::timestamptz and ${now} < ${until}::timestamptz`
}

const begunNow = sql`
  select status, id as ticket_id, status_since as since from tickets
  where not is_deleted and status <> 'closed'`

function begunBy({ isKnown }: Pick<RangeConditions, 'isKnown'>): RawBuilder<unknown> {
  return sql`
    select status, ticket_id, at as since from (
      select distinct on (ticket_id) ticket_id, change, status, at from report_states
      where status_ms is not null and ${isKnown} order by ticket_id, position desc, change desc) last
    where change = 1`
}

export function asTimes(times: readonly TimesOfStatus[]): StatusTimes<Spans> {
  const of = (status: OpenStatus) => {
    const found = times.find((each) => each.status === status)
    return found === undefined ? noSpans : asSpans(found.spans)
  }
  return { open: of('open'), in_progress: of('in_progress'), on_hold: of('on_hold') }
}
