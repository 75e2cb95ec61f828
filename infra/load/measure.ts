import { cpuMsOf } from './cpu-time.ts'
import type { Driven } from './drive.ts'
import { percentile } from './statistics.ts'
import type { System } from './system.ts'

export type Measured = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Over all server processes, PostgreSQL's part included, until everything is worked off. */
  readonly cpuMsPerRequest: number
}

/** PostgreSQL is shared: what it does in a run belongs to the system that runs. */
export type Shared = {
  readonly postgresPid: number
  /** What it uses each second for the polls of the system that is not measured. */
  readonly idleMsPerSecond: number
}

export async function measure(
  system: System,
  shared: Shared & { readonly countsIdle: boolean },
  drive: () => Promise<Driven>,
): Promise<Measured> {
  await system.prepare()
  const pids = [...system.pids(), shared.postgresPid]
  const startedAt = performance.now()
  const usedBefore = await cpuMsOf(pids)
  const driven = await drive()
  await system.settle()
  const usedMs = (await cpuMsOf(pids)) - usedBefore
  const elapsedSeconds = (performance.now() - startedAt) / 1_000
  await system.verify(driven)

  const requests = driven.acknowledged.length
  const othersMs = shared.countsIdle ? 0 : shared.idleMsPerSecond * elapsedSeconds
  return {
    perSecond: requests / driven.seconds,
    p50Ms: percentile(driven.latenciesMs, 0.5),
    p99Ms: percentile(driven.latenciesMs, 0.99),
    cpuMsPerRequest: Math.max(0, usedMs - othersMs) / requests,
  }
}

/** To be called while both systems are up and nobody asks anything. */
export async function measureIdle(postgresPid: number, seconds: number): Promise<Shared> {
  const before = await cpuMsOf([postgresPid])
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const used = (await cpuMsOf([postgresPid])) - before
  return { postgresPid, idleMsPerSecond: used / seconds }
}
