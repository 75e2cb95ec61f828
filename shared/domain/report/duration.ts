/** Of a set of spans: how many, their sum, and where their middle and their upper tenth lie. */
export type Spans = {
  readonly count: number
  readonly sum_ms: number
  /** Seconds; `null` where there are none. */
  readonly median: number | null
  readonly p90: number | null
}

/** In seconds, unrounded. */
export type Duration = {
  readonly count: number
  readonly mean: number | null
  readonly median: number | null
  readonly p90: number | null
}

export const noSpans: Spans = { count: 0, sum_ms: 0, median: null, p90: null }

/** The mean comes from a sum of whole numbers, so that it does not depend on the order of adding. */
export function durationOf({ count, sum_ms, median, p90 }: Spans): Duration {
  return { count, mean: count === 0 ? null : sum_ms / 1000 / count, median, p90 }
}

/** Sorts `ms` where it is. */
export function spansOf(ms: number[]): Spans {
  ms.sort((one, other) => one - other)
  return {
    count: ms.length,
    sum_ms: ms.reduce((sum, span) => sum + span, 0),
    median: percentileSeconds(ms, 0.5),
    p90: percentileSeconds(ms, 0.9),
  }
}

/** As PostgreSQL's `percentile_cont`: linear between the closest ranks, with its very operations. */
function percentileSeconds(sortedMs: readonly number[], fraction: number): number | null {
  const rank = fraction * (sortedMs.length - 1)
  const below = sortedMs[Math.floor(rank)]
  const above = sortedMs[Math.ceil(rank)]
  if (below === undefined || above === undefined) return null

  const [low, high] = [below / 1000, above / 1000]
  return low === high ? low : low + (rank - Math.floor(rank)) * (high - low)
}
