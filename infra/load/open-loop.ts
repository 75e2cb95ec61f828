import type { Desk } from './desk.ts'
import { type Driven, driveOpen } from './drive.ts'
import type { ClosedFigures, OpenFigures, Quantiles } from './figures.ts'
import { watchCommits } from './projection-lag.ts'
import { percentile } from './statistics.ts'
import type { System } from './system.ts'

/** Half of the most that the system reached in the closed loop, whatever the connections. */
export function halfOfPeak(system: System, closed: readonly ClosedFigures[]): number {
  const own = closed.filter((line) => line.system === system.name)
  return Math.floor(Math.max(...own.map(({ perSecond }) => perSecond.median)) / 2)
}

export async function runOpen(
  system: System,
  desk: Desk | null,
  load: { perSecond: number; seconds: number },
): Promise<OpenFigures> {
  await system.prepare()
  const { driven, projectionLagMs } = desk
    ? await driveWatched(system, desk, load)
    : { driven: await driveOpen(system.load, load), projectionLagMs: null }
  await system.verify(driven)
  return {
    system: system.name,
    offeredPerSecond: load.perSecond,
    perSecond: driven.acknowledged.length / driven.seconds,
    p50Ms: percentile(driven.latenciesMs, 0.5),
    p99Ms: percentile(driven.latenciesMs, 0.99),
    projectionLagMs,
  }
}

async function driveWatched(
  system: System,
  desk: Desk,
  load: { perSecond: number; seconds: number },
): Promise<{ driven: Driven; projectionLagMs: Quantiles }> {
  await using watch = await watchCommits(desk.stack.databaseUrl)
  const before = await desk.store.head()
  const driven = await driveOpen(system.load, load)
  await system.settle()
  const lags = await watch.lagsMs(await desk.eventsAfter(before))
  return { driven, projectionLagMs: quantilesOf(lags) }
}

/** @param sorted ascending */
export function quantilesOf(sorted: readonly number[]): Quantiles {
  return {
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    samples: sorted.length,
  }
}
