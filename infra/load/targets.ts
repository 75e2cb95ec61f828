/** What was aimed at and what was reached: ratios to something measured in the same run, where there is one. */
export type Verdict = {
  readonly target: string
  readonly limit: string
  readonly reached: number
  readonly holds: boolean
}

/** NaN, a figure that is missing, holds nowhere. */
export function atLeast(target: string, reached: number, limit: number): Verdict {
  return { target, reached, limit: `≥ ${limit}`, holds: reached >= limit }
}

export function atMost(target: string, reached: number, limit: number): Verdict {
  return { target, reached, limit: `≤ ${limit}`, holds: reached <= limit }
}
