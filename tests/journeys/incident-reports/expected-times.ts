import type { Days } from './expected-reports.ts'
import type { Past, PastState } from './pasts.ts'

type Span = { readonly number: string; readonly status: string; readonly ms: number }

/** Spans that end in these days, of each incident together; what still runs, where the log's last change lies in them. */
export function spansIn(pasts: readonly Past[], days: Days): Map<string, number[]> {
  const now = Math.max(
    ...pasts.flatMap(({ states }) => states.filter(isChange)).map(({ at }) => at),
  )
  const spans = pasts.flatMap((past) => spansOf(past, now).filter(({ end }) => isIn(days, end)))
  const byStatus = Map.groupBy(spans, ({ status }) => status)
  return new Map([...byStatus].map(([status, all]) => [status, sumsByIncident(all)]))
}

function sumsByIncident(spans: readonly Span[]): number[] {
  const byNumber = Map.groupBy(spans, ({ number }) => number)
  return [...byNumber.values()].map((own) => own.reduce((sum, { ms }) => sum + ms, 0))
}

/** Each way of being, from the state that begins it to the one that ends it. */
function spansOf({ number, states }: Past, now: number): (Span & { readonly end: number })[] {
  const begins = states.filter(({ status }, index) => status !== states[index - 1]?.status)
  return begins.map(({ status, at }, index) => {
    const end = begins[index + 1]?.at ?? now
    return { number, status, end, ms: end - at }
  })
}

function isChange(state: PastState, index: number, states: readonly PastState[]): boolean {
  const before = states[index - 1]
  return (['status', 'priority', 'group', 'resolver'] as const).some(
    (field) => state[field] !== before?.[field],
  )
}

const isIn = ({ from, until }: Days, at: number) => at >= from && at < until
