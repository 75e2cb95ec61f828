import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReportName } from '../../domain/report/names.ts'
import { noSums, type SubjectKind, type SubjectSums } from '../../domain/report/subjects.ts'
import type { ReportRange } from '../../domain/report/tally.ts'
import type { ReadModelTables } from '../tables.ts'
import {
  asSpans,
  conditionsFor,
  isLastResolution,
  namesOf,
  type RangeConditions,
  reachedPosition,
  rowsOf,
  type SpanParts,
  spansOf,
} from './report-parts.ts'

export type SummedSubjects = {
  readonly sums: readonly SubjectSums[]
  readonly names: readonly ReportName[]
  /** The last that was counted. */
  readonly position: string | null
}

/** Whose a fact is, and in whose backlog a ticket lies. */
const columns = {
  agent: { fact: 'agent_id', state: 'assigned_to' },
  department: { fact: 'department_id', state: 'department_id' },
} as const

export async function sumSubjects(
  db: Kysely<ReadModelTables>,
  kind: SubjectKind,
  range: ReportRange,
): Promise<SummedSubjects> {
  const conditions = conditionsFor(range)
  const { fact, state } = columns[kind]
  const found = await db
    .selectNoFrom([
      reachedPosition.as('position'),
      namesOf(kind).as('names'),
      figuresOf(fact, conditions).as('figures'),
      fullResolutions(fact, conditions).as('resolutions'),
      backlogs(state, conditions).as('backlogs'),
    ])
    .executeTakeFirstOrThrow()
  return { sums: joinSums(found), names: found.names, position: found.position }
}

type Figures = Omit<SubjectSums, 'backlog' | 'first_reply' | 'full_resolution'> & {
  readonly first_reply: SpanParts
}
type FullResolution = { readonly id: number; readonly full_resolution: SpanParts }
type Backlog = { readonly id: number; readonly backlog: number }

function figuresOf(
  column: string,
  { isInPeriod, isKnown }: RangeConditions,
): RawBuilder<Figures[]> {
  const id = sql.ref(column)
  return rowsOf(sql`
    select ${id} as id,
      count(*) filter (where kind = 'assigned') as assigned,
      count(*) filter (where kind = 'replied') as replies,
      count(*) filter (where kind = 'resolved' and not is_automatic) as resolutions,
      count(distinct ticket_id) filter (where kind = 'resolved' and not is_automatic)
        as tickets_resolved,
      count(*) filter (where kind = 'resolved' and is_automatic) as automatic_closes,
      count(*) filter (where kind = 'reopened') as reopens,
      ${spansOf('since_creation_ms', sql`kind = 'replied' and is_first`)} as first_reply
    from report_facts where ${id} is not null and ${isInPeriod} and ${isKnown} group by ${id}`)
}

function fullResolutions(
  column: string,
  conditions: RangeConditions,
): RawBuilder<FullResolution[]> {
  const { isInPeriod, isKnown } = conditions
  const id = sql.ref(column)
  return rowsOf(sql`
    select ${id} as id, ${spansOf('since_creation_ms', sql`true`)} as full_resolution
    from report_facts
    where ${id} is not null and ${isInPeriod} and ${isKnown} and ${isLastResolution(conditions)}
    group by ${id}`)
}

function backlogs(column: string, { isByEnd, isKnown }: RangeConditions): RawBuilder<Backlog[]> {
  const id = sql.ref(column)
  return rowsOf(sql`
    select ${id} as id, sum(change) as backlog from report_states
    where ${id} is not null and status <> 'closed' and ${isByEnd} and ${isKnown}
    group by ${id} having sum(change) <> 0`)
}

type Found = {
  readonly figures: readonly Figures[]
  readonly resolutions: readonly FullResolution[]
  readonly backlogs: readonly Backlog[]
}

function joinSums({ figures, resolutions, backlogs: lying }: Found): SubjectSums[] {
  const sums = new Map<number, SubjectSums>()
  const merge = (id: number, part: Partial<SubjectSums>) =>
    sums.set(id, { ...(sums.get(id) ?? noSums(id)), ...part })
  for (const { first_reply, ...counts } of figures) {
    merge(counts.id, { ...counts, first_reply: asSpans(first_reply) })
  }
  for (const { id, full_resolution } of resolutions) {
    merge(id, { full_resolution: asSpans(full_resolution) })
  }
  for (const { id, backlog } of lying) merge(id, { backlog })
  return [...sums.values()]
}
