import { kill } from 'node:process'
import { driveOpen } from '#load/drive.ts'
import { ticketBodies } from '#load/requests.ts'
import type { Stage } from '#load/stage.ts'
import { atLeast } from '#load/targets.ts'

const BODIES = 40

/** Seventeen million tickets a day: more than a desk of one machine has, less than it can take. */
const ARRIVALS_PER_SECOND = 200
const STOPPED_SECONDS = 60
const STOPPED_SECONDS_QUICKLY = 5

/** Tickets come in while the projector stands still; then it has to make up for it. */
export const catchUp: Stage = {
  name: 'catch-up',
  about: 'what a projector that stood still for a minute makes up for, against what comes in',
  run: async ({ desk, people, options, say }) => {
    const { load } = desk.system('DeskHive', ticketBodies(BODIES, people), {
      prefer: 'respond-async',
    })
    const seconds = options.rounds === 1 ? STOPPED_SECONDS_QUICKLY : STOPPED_SECONDS
    const projector = desk.stack.pidOf('projector') ?? 0
    await desk.settle()
    const before = await desk.store.head()
    say(`the projector stands still for ${seconds} s`)
    kill(projector, 'SIGSTOP')
    try {
      await driveOpen(load, { perSecond: ARRIVALS_PER_SECOND, seconds })
    } finally {
      kill(projector, 'SIGCONT')
    }
    const startedAt = performance.now()
    await desk.settle()
    const tookSeconds = (performance.now() - startedAt) / 1_000
    const events = (await desk.eventsAfter(before)).length
    const perSecond = events / tookSeconds
    return {
      figures: { events, tookSeconds, perSecond, arrivalsPerSecond: ARRIVALS_PER_SECOND },
      told: [
        `A projector that stood still for ${seconds} s under ${ARRIVALS_PER_SECOND} tickets/s made up for ` +
          `${events} events in ${tookSeconds.toFixed(1)} s: ${perSecond.toFixed(0)}/s`,
      ],
      verdicts: [
        atLeast(`catch-up after ${seconds} s ÷ arrivals`, perSecond / (events / seconds), 10),
      ],
    }
  },
}
