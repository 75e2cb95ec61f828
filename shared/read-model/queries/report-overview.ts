import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReportName } from '../../domain/report/names.ts'
import type { DaySums, OverviewSums, StateCount } from '../../domain/report/overview.ts'
import { boundsOf } from '../../domain/report/period.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { ReadModelTables } from '../tables.ts'
import {
  asSpans,
  conditionsFor,
  isLastResolution,
  namesOf,
  type RangeConditions,
  reachedPosition,
  rowOf,
  rowsOf,
  type SpanParts,
  spansOf,
} from './report-parts.ts'

export type SummedOverview = {
  readonly sums: OverviewSums
  readonly departments: readonly ReportName[]
  /** The last that was counted. */
  readonly position: string | null
}

export async function sumOverview(
  db: Kysely<ReadModelTables>,
  range: ReportRange,
): Promise<SummedOverview> {
  const conditions = conditionsFor(range)
  const found = await db
    .selectNoFrom([
      reachedPosition.as('position'),
      namesOf('department').as('departments'),
      statesOf(range, conditions).as('states'),
      ticketDays(conditions).as('ticket_days'),
      factDays(conditions).as('fact_days'),
      backlogBefore(conditions).as('backlog_before'),
      figuresOf(conditions).as('figures'),
      fullResolution(conditions).as('full_resolution'),
    ])
    .executeTakeFirstOrThrow()

  const { figures, position, departments, states, backlog_before } = found
  const sums = {
    states,
    days: joinDays(found.ticket_days, found.fact_days),
    backlog_before,
    tickets_resolved: figures.tickets_resolved,
    automatic_closes: figures.automatic_closes,
    first_reply: asSpans(figures.first_reply),
    next_reply: asSpans(figures.next_reply),
    first_resolution: asSpans(figures.first_resolution),
    full_resolution: asSpans(found.full_resolution.spans),
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

type TicketDay = Pick<DaySums, 'date' | 'created' | 'backlog_change'>
type FactDay = Pick<DaySums, 'date' | 'resolved' | 'reopened'>

function ticketDays({ isInPeriod, isKnown }: RangeConditions): RawBuilder<TicketDay[]> {
  return rowsOf(sql`
    select at::date as date,
      count(*) filter (where is_creation) as created,
      coalesce(sum(change) filter (where status <> 'closed'), 0) as backlog_change
    from report_states where ${isInPeriod} and ${isKnown} group by 1`)
}

function factDays({ isInPeriod, isKnown }: RangeConditions): RawBuilder<FactDay[]> {
  return rowsOf(sql`
    select at::date as date,
      count(*) filter (where kind = 'resolved' and not is_automatic) as resolved,
      count(*) filter (where kind = 'reopened') as reopened
    from report_facts where ${isInPeriod} and ${isKnown} group by 1`)
}

function backlogBefore({ isBefore, isKnown }: RangeConditions): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(change), 0) from report_states
    where status <> 'closed' and ${isBefore} and ${isKnown})::bigint`
}

type Figures = {
  readonly tickets_resolved: number
  readonly automatic_closes: number
  readonly first_reply: SpanParts
  readonly next_reply: SpanParts
  readonly first_resolution: SpanParts
}

function figuresOf({ isInPeriod, isKnown }: RangeConditions): RawBuilder<Figures> {
  return rowOf(sql`
    select
      count(distinct ticket_id) filter (where kind = 'resolved' and not is_automatic)
        as tickets_resolved,
      count(*) filter (where kind = 'resolved' and is_automatic) as automatic_closes,
      ${spansOf('since_creation_ms', sql`kind = 'replied' and is_first`)} as first_reply,
      ${spansOf('waited_ms', sql`waited_ms is not null`)} as next_reply,
      ${spansOf('since_creation_ms', sql`kind = 'resolved' and is_first and not is_automatic`)}
        as first_resolution
    from report_facts where ${isInPeriod} and ${isKnown}`)
}

function fullResolution(conditions: RangeConditions): RawBuilder<{ spans: SpanParts }> {
  const { isInPeriod, isKnown } = conditions
  return rowOf(sql`
    select ${spansOf('since_creation_ms', sql`true`)} as spans from report_facts
    where ${isInPeriod} and ${isKnown} and ${isLastResolution(conditions)}`)
}

function joinDays(tickets: readonly TicketDay[], facts: readonly FactDay[]): DaySums[] {
  const none = { created: 0, backlog_change: 0, resolved: 0, reopened: 0 }
  const days = new Map<string, DaySums>()
  for (const day of [...tickets, ...facts]) {
    days.set(day.date, { ...none, ...days.get(day.date), ...day })
  }
  return [...days.values()]
}
