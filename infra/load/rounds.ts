import { type Driven, driveClosed } from './drive.ts'
import type { ClosedFigures } from './figures.ts'
import { type Measured, measure, type Shared } from './measure.ts'
import type { OpenRun } from './open-loop.ts'
import { spreadOf } from './statistics.ts'
import type { System } from './system.ts'

const connectionCounts = [1, 16, 64] as const

export type RoundsOptions = {
  /** The rival first: the others are compared with it. */
  readonly systems: readonly [System, ...System[]]
  readonly shared: Shared
  readonly rounds: number
  /** How long one run shall take; the number of requests follows from the last run of its kind. */
  readonly secondsPerRun: number
  /** One at a fixed rate, after those of a round that the rate comes from. */
  readonly runOpen: (system: System, perSecond: number) => Promise<OpenRun>
  readonly say: (line: string) => void
}

/** Everybody's first run: enough to guess how much fits into the time. */
const FIRST_REQUESTS = 300
/** The guess, and one of full length: a program of some hundred modules is not compiled in a second. */
const WARM_UP_ROUNDS = 2

type Round = { readonly runs: ReadonlyMap<System, Measured>; readonly connections: number }

export type Rounds = {
  readonly closed: readonly Round[]
  readonly open: ReadonlyMap<System, readonly OpenRun[]>
}

/**
 * A B C A B C …: whatever the machine does meanwhile happens to all of them. Each round ends with runs at half of what
 * each system reached in it, because a machine that others use, too, is not as fast in the next one.
 */
export async function runRounds(options: RoundsOptions): Promise<Rounds> {
  const { systems, rounds, secondsPerRun, say, runOpen } = options
  const speeds = new Map<string, number>()
  const closed: Round[] = []
  const open = new Map<System, OpenRun[]>(systems.map((system) => [system, []]))
  for (let round = 1 - WARM_UP_ROUNDS; round <= rounds; round += 1) {
    for (const connections of connectionCounts) {
      const runs = new Map<System, Measured>()
      for (const system of systems) {
        const kind = `${system.name} c${connections}`
        const speed = speeds.get(kind)
        const amount = speed ? Math.ceil(speed * secondsPerRun) : FIRST_REQUESTS
        const run = await runOnce(system, { connections, amount }, options)
        speeds.set(kind, run.perSecond)
        runs.set(system, run)
        if (round > 0) say(`round ${round}/${rounds} ${kind}: ${run.perSecond.toFixed(0)}/s`)
      }
      if (round > 0) closed.push({ connections, runs })
    }
    if (round <= 0) continue
    for (const [system, runs] of open) {
      const reached = connectionCounts.map((count) => speeds.get(`${system.name} c${count}`) ?? 0)
      const perSecond = Math.floor(Math.max(...reached) / 2)
      runs.push(await runOpen(system, perSecond))
      say(`round ${round}/${rounds} ${system.name}: at ${perSecond}/s`)
    }
  }
  return { closed, open }
}

function runOnce(
  system: System,
  shape: { connections: number; amount: number },
  { shared, systems }: RoundsOptions,
): Promise<Measured> {
  const drive = (): Promise<Driven> => driveClosed(system.load, shape)
  return measure(system, { ...shared, countsIdle: system !== systems[0] }, drive)
}

export function summariseClosed(systems: RoundsOptions['systems'], rounds: Rounds['closed']) {
  return connectionCounts.flatMap((connections) =>
    systems.map((system) => summarise(system, systems[0], connections, rounds)),
  )
}

function summarise(
  system: System,
  rival: System,
  connections: number,
  rounds: readonly Round[],
): ClosedFigures {
  const pairs = rounds
    .filter((round) => round.connections === connections)
    .flatMap(({ runs }) => {
      const [own, rivals] = [runs.get(system), runs.get(rival)]
      return own && rivals ? [{ own, rivals }] : []
    })
  const spread = (figure: keyof Measured) => spreadOf(pairs.map(({ own }) => own[figure]))
  const ratio = (figure: keyof Measured) =>
    spreadOf(pairs.map(({ own, rivals }) => own[figure] / rivals[figure]))
  return {
    system: system.name,
    connections,
    perSecond: spread('perSecond'),
    p50Ms: spread('p50Ms'),
    p99Ms: spread('p99Ms'),
    cpuMsPerRequest: spread('cpuMsPerRequest'),
    toRival:
      system === rival
        ? null
        : { perSecond: ratio('perSecond'), p50: ratio('p50Ms'), cpu: ratio('cpuMsPerRequest') },
  }
}
