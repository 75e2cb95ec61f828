import type { Desk } from './desk.ts'
import { type Driven, driveOpen } from './drive.ts'
import type { OpenFigures, Quantiles } from './figures.ts'
import { watchCommits } from './projection-lag.ts'
import { percentile, spreadOf } from './statistics.ts'
import type { System } from './system.ts'

/** One run at a fixed rate. */
export type OpenRun = {
  readonly offeredPerSecond: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** `null` where there is no projection. */
  readonly lag: Quantiles | null
}

type OpenLoad = { readonly perSecond: number; readonly seconds: number }

/** @param desk whose projection is watched, if the system has one */
export async function runOpen(system: System, desk: Desk | null, load: OpenLoad): Promise<OpenRun> {
  await system.prepare()
  const { driven, lag } = desk
    ? await driveWatched(system, desk, load)
    : { driven: await driveOpen(system.load, load), lag: null }
  await system.verify(driven)
  return {
    offeredPerSecond: load.perSecond,
    perSecond: driven.acknowledged.length / driven.seconds,
    p50Ms: percentile(driven.latenciesMs, 0.5),
    p99Ms: percentile(driven.latenciesMs, 0.99),
    lag,
  }
}

async function driveWatched(
  system: System,
  desk: Desk,
  load: OpenLoad,
): Promise<{ driven: Driven; lag: Quantiles }> {
  await using watch = await watchCommits(desk.stack.databaseUrl)
  const before = await desk.store.head()
  const driven = await driveOpen(system.load, load)
  await system.settle()
  const lags = await watch.lagsMs(await desk.eventsAfter(before))
  return { driven, lag: quantilesOf(lags) }
}

export function summariseOpen(system: System, runs: readonly OpenRun[]): OpenFigures {
  const spread = (of: (run: OpenRun) => number) => spreadOf(runs.map(of))
  const lags = runs.flatMap(({ lag }) => (lag === null ? [] : [lag]))
  return {
    system: system.name,
    offeredPerSecond: spread((run) => run.offeredPerSecond),
    perSecond: spread((run) => run.perSecond),
    p50Ms: spread((run) => run.p50Ms),
    p99Ms: spread((run) => run.p99Ms),
    projectionLagMs:
      lags.length === 0
        ? null
        : { p50: spreadOf(lags.map(({ p50 }) => p50)), p99: spreadOf(lags.map(({ p99 }) => p99)) },
  }
}

/** @param sorted ascending */
export function quantilesOf(sorted: readonly number[]): Quantiles {
  return {
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    samples: sorted.length,
  }
}
