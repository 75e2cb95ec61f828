import type { ClosedFigures, OpenFigures } from '#load/figures.ts'
import { measureIdle } from '#load/measure.ts'
import { runOpen, summariseOpen } from '#load/open-loop.ts'
import { formatClosed, formatOpen } from '#load/report.ts'
import { ticketBodies } from '#load/requests.ts'
import { startRival } from '#load/rival.ts'
import { runRounds, summariseClosed } from '#load/rounds.ts'
import type { Stage } from '#load/stage.ts'
import { atLeast, atMost, type Verdict } from '#load/targets.ts'

const RIVAL = 'rival'
const WAITING = 'DeskHive'
const ASYNC = 'DeskHive, respond-async'
const BODIES = 40
const IDLE_SECONDS = 3

/** Against the rival: closed loop at several widths, and each at half of its own peak. */
export const createTickets: Stage = {
  name: 'create-tickets',
  about: 'creating tickets against a plain Fastify and pg desk on the same PostgreSQL',
  run: async (bench) => {
    const { desk, people, options, say } = bench
    const bodies = ticketBodies(BODIES, people)
    await using rival = await startRival(desk.stack.databaseUrl, people)
    const systems = [
      rival.system(RIVAL, bodies),
      desk.system(WAITING, bodies, {}),
      desk.system(ASYNC, bodies, { prefer: 'respond-async' }),
    ] as const

    await desk.settle()
    const shared = await measureIdle(desk.stack.pidOf('postgres') ?? 0, IDLE_SECONDS)
    const { rounds, secondsPerRun, openSeconds: seconds } = options
    const found = await runRounds({
      systems,
      shared,
      rounds,
      secondsPerRun,
      say,
      runOpen: (system, perSecond) =>
        runOpen(system, system.name === RIVAL ? null : desk, { perSecond, seconds }),
    })
    const closed = summariseClosed(systems, found.closed)
    const open = [...found.open].map(([system, runs]) => summariseOpen(system, runs))
    return {
      figures: { closed, open, idlePostgresMsPerSecond: shared.idleMsPerSecond },
      told: [
        `Closed loop, medians (least–most) of the rounds:\n${formatClosed(closed)}`,
        `Open loop, at half of each one's own peak of the round, medians (least–most):\n${formatOpen(open)}`,
        `Idle PostgreSQL: ${shared.idleMsPerSecond.toFixed(1)} CPU-ms/s, not counted to the rival`,
      ],
      verdicts: judge(closed, open),
    }
  },
}

/** The default, with the read-your-writes wait, has to reach them. */
function judge(closed: readonly ClosedFigures[], open: readonly OpenFigures[]): Verdict[] {
  const at = (connections: number) => ratiosAt(closed, connections)
  const lag = open.find(({ system }) => system === WAITING)?.projectionLagMs
  return [
    atLeast('create at c16, requests/s ÷ rival', at(16).perSecond.median, 0.5),
    atLeast('create at c64, requests/s ÷ rival', at(64).perSecond.median, 0.6),
    atMost('create at c1, p50 ÷ rival', at(1).p50.median, 4),
    atMost('create at c64, CPU per request ÷ rival', at(64).cpu.median, 1.6),
    atMost('projection lag p99 at half of the own peak, ms', lag?.p99.median ?? Number.NaN, 100),
  ]
}

function ratiosAt(closed: readonly ClosedFigures[], connections: number) {
  const found = closed.find((line) => line.system === WAITING && line.connections === connections)
  if (!found?.toRival) throw new Error(`${WAITING} was not measured at ${connections} connections`)
  return found.toRival
}
