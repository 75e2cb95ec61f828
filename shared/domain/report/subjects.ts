import { type Duration, durationOf, noSpans, type Spans } from './duration.ts'
import type { Names } from './names.ts'

/** Whom a report that goes one by one is about. */
export type SubjectKind = 'agent' | 'department'

/** What is added up for one agent or department. */
export type SubjectSums = {
  readonly id: number
  readonly assigned: number
  readonly replies: number
  readonly resolutions: number
  readonly tickets_resolved: number
  readonly automatic_closes: number
  readonly reopens: number
  readonly backlog: number
  readonly first_reply: Spans
  readonly full_resolution: Spans
}

type SubjectFigures = Omit<SubjectSums, 'id' | 'first_reply' | 'full_resolution'> & {
  readonly first_reply_time: Duration
  readonly full_resolution_time: Duration
}

/** An entry of `reports/agents` or `reports/departments`: contract §6. */
export type SubjectEntry = SubjectFigures & {
  readonly [subject in SubjectKind]?: { readonly id: number; readonly name: string }
}

export function noSums(id: number): SubjectSums {
  return {
    id,
    assigned: 0,
    replies: 0,
    resolutions: 0,
    tickets_resolved: 0,
    automatic_closes: 0,
    reopens: 0,
    backlog: 0,
    first_reply: noSpans,
    full_resolution: noSpans,
  }
}

/**
 * Everyone who was there, by id, with zeros where they had nothing; and those who were gone, or were made
 * later by an import, where something counts for them.
 */
export function subjectsOf(
  kind: SubjectKind,
  sums: readonly SubjectSums[],
  names: Names,
): SubjectEntry[] {
  const byId = new Map(sums.filter(hasFigures).map((sum) => [sum.id, sum]))
  for (const id of names.present()) if (!byId.has(id)) byId.set(id, noSums(id))
  return [...byId.values()]
    .sort((one, other) => one.id - other.id)
    .map((sum) => ({ [kind]: { id: sum.id, name: names.nameOf(sum.id) }, ...figuresOf(sum) }))
}

function figuresOf(sums: SubjectSums): SubjectFigures {
  return {
    assigned: sums.assigned,
    replies: sums.replies,
    resolutions: sums.resolutions,
    tickets_resolved: sums.tickets_resolved,
    automatic_closes: sums.automatic_closes,
    reopens: sums.reopens,
    backlog: sums.backlog,
    first_reply_time: durationOf(sums.first_reply),
    full_resolution_time: durationOf(sums.full_resolution),
  }
}

/** All that is counted beside is part of one of these. */
function hasFigures({ assigned, replies, resolutions, ...sums }: SubjectSums): boolean {
  const { automatic_closes, reopens, backlog } = sums
  return [assigned, replies, resolutions, automatic_closes, reopens, backlog].some((n) => n !== 0)
}
