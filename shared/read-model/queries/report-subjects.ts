import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CountedByDay } from '../../domain/report/day-counts.ts'
import type { GivenName } from '../../domain/report/names.ts'
import { noSums, type SubjectKind, type SubjectSums } from '../../domain/report/subjects.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { ReadModelTables } from '../tables.ts'
import type { Condition } from './conditions.ts'
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
  type SpanParts,
  spansIn,
} from './report-parts.ts'

export type SummedSubjects = {
  readonly sums: readonly SubjectSums[]
  readonly names: readonly GivenName[]
  /** The last that was counted. */
  readonly position: string | null
}

export async function sumSubjects(
  db: Kysely<ReadModelTables>,
  kind: SubjectKind,
  range: ReportRange,
): Promise<SummedSubjects> {
  const conditions = conditionsFor(range)
  const { isInPeriod, isKnown } = conditions
  const id = sql.ref(kind === 'agent' ? 'agent_id' : 'department_id')
  const isFirstReply = sql<SqlBool>`kind = 'replied' and is_first and ${isInPeriod} and ${isKnown}`
  const { position, names, ...parts } = await db
    .selectNoFrom([
      reachedPosition.as('position'),
      namesOf(kind).as('names'),
      countsOf(id, range, conditions).as('counts'),
      resolvedOf(id, conditions).as('resolved'),
      spansBy(id, isFirstReply).as('first_replies'),
      spansBy(id, isLastResolution(conditions)).as('full_resolutions'),
    ])
    .executeTakeFirstOrThrow()
  return { sums: joinSums(parts), names, position }
}

type Counts = Omit<SubjectSums, 'tickets_resolved' | 'first_reply' | 'full_resolution'>
type Resolved = Pick<SubjectSums, 'id' | 'tickets_resolved'>
type SpansOfOne = { readonly id: number; readonly spans: SpanParts }
type Id = RawBuilder<unknown>

/** What happened in the period, and what there is to do at its end. */
function countsOf(id: Id, range: ReportRange, conditions: RangeConditions): RawBuilder<Counts[]> {
  const { start_date, end_date } = range.period
  const inPeriod = happenedByDay.map(
    (name) => sql`coalesce(sum(${sql.ref(name)})
      filter (where date >= ${start_date}::date), 0) as ${sql.ref(name)},`,
  )
  return rowsOf(sql`
    select ${id} as id, ${sql.join(inPeriod, sql` `)} sum(backlog) as backlog
    from ${daySums(range, conditions)} sums
    where ${id} <> 0 and date <= ${end_date}::date group by ${id}`)
}

const happenedByDay = [
  'assigned',
  'replies',
  'resolutions',
  'automatic_closes',
  'reopens',
] as const satisfies readonly CountedByDay[]

function resolvedOf(id: Id, conditions: RangeConditions): RawBuilder<Resolved[]> {
  return rowsOf(sql`
    select id, count(*) as tickets_resolved from (
      select ${id} as id from report_facts
      where ${id} is not null and ${isResolution(conditions)} group by ${id}, ticket_id) tickets
    group by id`)
}

function spansBy(id: Id, holds: Condition): RawBuilder<SpansOfOne[]> {
  return rowsOf(sql`
    select ${id} as id, ${spansIn('since_creation_ms')} as spans from report_facts
    where ${id} is not null and ${holds} group by ${id}`)
}

type Parts = {
  readonly counts: readonly Counts[]
  readonly resolved: readonly Resolved[]
  readonly first_replies: readonly SpansOfOne[]
  readonly full_resolutions: readonly SpansOfOne[]
}

function joinSums({ counts, resolved, first_replies, full_resolutions }: Parts): SubjectSums[] {
  const sums = new Map<number, SubjectSums>()
  const merge = (id: number, part: Partial<SubjectSums>) =>
    sums.set(id, { ...(sums.get(id) ?? noSums(id)), ...part })
  for (const part of [...counts, ...resolved]) merge(part.id, part)
  for (const { id, spans } of first_replies) merge(id, { first_reply: asSpans(spans) })
  for (const { id, spans } of full_resolutions) merge(id, { full_resolution: asSpans(spans) })
  return [...sums.values()]
}
