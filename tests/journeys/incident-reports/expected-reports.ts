import { spansIn } from './expected-times.ts'
import type { Past, PastState } from './pasts.ts'

/**
 * The reports on a list of pasts, counted in the plainest way, from the definitions and nothing of the
 * program. Agents and departments by name, `null` for none; spans in seconds.
 */
export type Days = { readonly from: number; readonly until: number }

type Occasion = {
  readonly kind: 'assigned' | 'resolved' | 'reopened'
  readonly number: string
  readonly at: number
  readonly agent: string | null
  readonly department: string | null
  readonly seconds: number
  readonly isFirst: boolean
  /** Not followed by a reopening. */
  readonly isLast: boolean
}

const DAY_MS = 86_400_000

export function expectedOverview(pasts: readonly Past[], days: Days) {
  const made = pasts.filter(({ states: [opened] }) => isIn(days, opened.at))
  const last = made.map(({ states }) => states.at(-1))
  const happened = pasts.flatMap(occasionsOf).filter(({ at }) => isIn(days, at))
  const resolved = happened.filter(({ kind }) => kind === 'resolved')
  const reopened = happened.filter(({ kind }) => kind === 'reopened')
  return {
    total_tickets: made.length,
    by_status: tally(
      last.map((state) => state?.status),
      ['open', 'in_progress', 'on_hold', 'closed'],
    ),
    by_priority: tally(
      last.map((state) => state?.priority),
      ['low', 'medium', 'high', 'critical'],
    ),
    by_department: tally(last.map((state) => state?.group ?? null)),
    tickets_over_time: eachDay(days).map((day) => ({
      date: new Date(day.from).toISOString().slice(0, 10),
      created: made.filter(({ states: [opened] }) => isIn(day, opened.at)).length,
      resolved: resolved.filter(({ at }) => isIn(day, at)).length,
      reopened: reopened.filter(({ at }) => isIn(day, at)).length,
      backlog: lyingAt(pasts, day.until).length,
    })),
    tickets_resolved: new Set(resolved.map(({ number }) => number)).size,
    resolutions: resolved.length,
    automatic_closes: 0,
    reopens: reopened.length,
    backlog: lyingAt(pasts, days.until).length,
    first_resolution_time: durationOf(resolved.filter(({ isFirst }) => isFirst)),
    full_resolution_time: durationOf(resolved.filter(({ isLast }) => isLast)),
    ...expectedTimes(pasts, days),
  }
}

/** Of everyone for whom there is anything to count. */
export function expectedOf(who: 'agent' | 'department', pasts: readonly Past[], days: Days) {
  const happened = pasts.flatMap(occasionsOf).filter(({ at }) => isIn(days, at))
  const lying = lyingAt(pasts, days.until).map(({ resolver, group }) =>
    who === 'agent' ? resolver : group,
  )
  const names = new Set([...happened.map((occasion) => occasion[who]), ...lying])
  return [...names]
    .filter((name) => name !== null)
    .map((name) => {
      const theirs = happened.filter((occasion) => occasion[who] === name)
      const resolved = theirs.filter(({ kind }) => kind === 'resolved')
      return {
        name,
        assigned: theirs.filter(({ kind }) => kind === 'assigned').length,
        replies: 0,
        resolutions: resolved.length,
        tickets_resolved: new Set(resolved.map(({ number }) => number)).size,
        automatic_closes: 0,
        reopens: theirs.filter(({ kind }) => kind === 'reopened').length,
        backlog: lying.filter((each) => each === name).length,
        full_resolution_time: durationOf(resolved.filter(({ isLast }) => isLast)),
      }
    })
}

function occasionsOf({ number, states }: Past): Occasion[] {
  const [opened] = states
  const resolvers = new Set(states.flatMap(({ resolver }) => resolver ?? []))
  const all = states.flatMap((state, index) =>
    kindsBetween(states[index - 1], state).map(({ kind, department }) => ({
      kind,
      number,
      at: state.at,
      // Who closed it, where that is somebody who had it; else who has it.
      agent: kind === 'resolved' && resolvers.has(state.by ?? '') ? state.by : state.resolver,
      department,
      seconds: (state.at - opened.at) / 1000,
    })),
  )
  const first = all.find(({ kind }) => kind === 'resolved')
  const last = all.findLast(({ kind }) => kind !== 'assigned')
  return all.map((each) => ({ ...each, isFirst: each === first, isLast: each === last }))
}

type Kind = Pick<Occasion, 'kind' | 'department'>

function kindsBetween(before: PastState | undefined, state: PastState): Kind[] {
  const isAssigned = state.resolver !== null && state.resolver !== before?.resolver
  const [wasClosed, isClosed] = [before?.status === 'closed', state.status === 'closed']
  const { group } = state
  return [
    ...(isAssigned ? [{ kind: 'assigned' as const, department: group }] : []),
    ...(isClosed && !wasClosed ? [{ kind: 'resolved' as const, department: group }] : []),
    ...(wasClosed && !isClosed ? [{ kind: 'reopened' as const, department: group }] : []),
  ]
}

/** What is there and not closed, as it is then. */
function lyingAt(pasts: readonly Past[], until: number): PastState[] {
  return pasts
    .map(({ states }) => states.findLast(({ at }) => at < until))
    .filter((state) => state !== undefined)
    .filter(({ status }) => status !== 'closed')
}

function eachDay({ from, until }: Days): Days[] {
  const days = Math.round((until - from) / DAY_MS)
  return Array.from({ length: days }, (_, day) => ({
    from: from + day * DAY_MS,
    until: from + (day + 1) * DAY_MS,
  }))
}

function expectedTimes(pasts: readonly Past[], days: Days) {
  const spans = spansIn(pasts, days)
  const of = (status: string) => durationIn((spans.get(status) ?? []).map((ms) => ms / 1000))
  return { wait_time: of('open'), work_time: of('in_progress'), hold_time: of('on_hold') }
}

function durationOf(occasions: readonly Occasion[]) {
  return durationIn(occasions.map((occasion) => occasion.seconds))
}

function durationIn(unsorted: readonly number[]) {
  const seconds = unsorted.toSorted((one, other) => one - other)
  const count = seconds.length
  if (count === 0) return { count, mean: null, median: null, p90: null }
  const mean = seconds.reduce((sum, each) => sum + each, 0) / count
  return { count, mean, median: between(seconds, 0.5), p90: between(seconds, 0.9) }
}

function between(sorted: readonly number[], fraction: number): number {
  const rank = fraction * (sorted.length - 1)
  const [low = 0, high = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  return low + (rank - Math.floor(rank)) * (high - low)
}

const isIn = ({ from, until }: Days, at: number) => at >= from && at < until

function tally<Word>(words: readonly Word[], all: readonly Word[] = []) {
  const counts = new Map<Word, number>(all.map((word) => [word, 0]))
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries([...counts].map(([word, count]) => [String(word), count]))
}
