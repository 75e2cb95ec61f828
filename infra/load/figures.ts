import type { Spread } from './statistics.ts'

/** What one system gave at one number of connections, over all rounds. */
export type ClosedFigures = {
  readonly system: string
  readonly connections: number
  readonly perSecond: Spread
  readonly p50Ms: Spread
  readonly p99Ms: Spread
  readonly cpuMsPerRequest: Spread
  /** To the rival in the same round; `null` for the rival itself. */
  readonly toRival: {
    readonly perSecond: Spread
    readonly p50: Spread
    readonly cpu: Spread
  } | null
}

/** At a fixed rate, which is half of what the system reached itself in the same round; over all rounds. */
export type OpenFigures = {
  readonly system: string
  readonly offeredPerSecond: Spread
  readonly perSecond: Spread
  readonly p50Ms: Spread
  readonly p99Ms: Spread
  /** From recorded to readable; `null` where there is no projection. */
  readonly projectionLagMs: { readonly p50: Spread; readonly p99: Spread } | null
}

export type Quantiles = { readonly p50: number; readonly p99: number; readonly samples: number }

/** What a whole run found: the stages' own figures by their names. */
export type Figures = {
  readonly conditions: Readonly<Record<string, string | number>>
  readonly stages: { readonly [name: string]: object }
  /** Of all events against all rows, at the end; `[]` when the read models are the fold of the log. */
  readonly differences: readonly string[]
}
