import type { ClosedFigures, Figures } from './figures.ts'

/** The targets of the first benchmark, as ratios to the rival of the same run. */
export type Verdict = {
  readonly target: string
  readonly limit: string
  readonly reached: number
  readonly holds: boolean
}

/** `waiting` is the system's name with the read-your-writes wait, its default, which has to reach them. */
export function judge(figures: Figures, waiting: string): Verdict[] {
  const at = (connections: number) => ratiosAt(figures, waiting, connections)
  const lag = figures.open.find(({ system }) => system === waiting)?.projectionLagMs
  return [
    atLeast('create at c16, requests/s ÷ rival', at(16).perSecond.median, 0.5),
    atLeast('create at c64, requests/s ÷ rival', at(64).perSecond.median, 0.6),
    atMost('create at c1, p50 ÷ rival', at(1).p50.median, 4),
    atMost('create at c64, CPU per request ÷ rival', at(64).cpu.median, 1.6),
    atMost('projection lag p99 at half of the own peak, ms', lag?.p99 ?? Number.NaN, 100),
    atMost(
      'notification p99 ÷ bare BullMQ add → start p99',
      figures.notificationMs.p99 / figures.bareQueueMs.p99,
      5,
    ),
  ]
}

function ratiosAt(figures: Figures, system: string, connections: number) {
  const found = figures.closed.find(
    (line: ClosedFigures) => line.system === system && line.connections === connections,
  )
  if (!found?.toRival) throw new Error(`${system} was not measured at ${connections} connections`)
  return found.toRival
}

/** NaN, a figure that is missing, holds nowhere. */
function atLeast(target: string, reached: number, limit: number): Verdict {
  return { target, reached, limit: `≥ ${limit}`, holds: reached >= limit }
}

function atMost(target: string, reached: number, limit: number): Verdict {
  return { target, reached, limit: `≤ ${limit}`, holds: reached <= limit }
}
