import { startStack } from '@deskhive/shared/testing/stack.ts'
import { openDesk } from '#load/desk.ts'
import { type Rebuilt, readRaw, runRebuild } from '#load/rebuild-rate.ts'
import { createSeededLog } from '#load/seeded-log/seeded-log.ts'
import type { Bench, Stage } from '#load/stage.ts'
import { spreadOf } from '#load/statistics.ts'
import { formatTable } from '#load/table.ts'
import { atLeast, atMost } from '#load/targets.ts'

const MORE = 10
const SEED = 7

/** Rebuild and raw read in turns: whatever the machine does meanwhile happens to both. */
export const rebuildRate: Stage = {
  name: 'rebuild',
  about: 'making the read models anew, against reading the same log',
  run: async ({ options, say }) => {
    await using made = await makeDesk(options)
    await made.grow(made.events, say)
    const turns: Turn[] = []
    await readRaw(made.desk.store) // code and pages are cold yet
    for (let round = 1; round <= options.rounds; round += 1) {
      const rawPerSecond = await readRaw(made.desk.store)
      const rebuilt = await runRebuild(made.desk.stack.dataDir, options)
      turns.push({ rawPerSecond, rebuilt })
      say(`round ${round}: ${rebuilt.madePerSecond.toFixed(0)}/s, raw ${rawPerSecond.toFixed(0)}/s`)
    }
    const ratios = turns.map(({ rawPerSecond, rebuilt }) => rebuilt.madePerSecond / rawPerSecond)
    return {
      figures: { turns },
      told: [`Rebuild of ${made.events} events:\n${formatTurns(turns)}`],
      verdicts: [
        atLeast('rebuild (rows and indexes) ÷ raw read of the log', spreadOf(ratios).median, 0.6),
      ],
    }
  },
}

/** What it takes at most may not depend on how long the log is. */
export const rebuildMemory: Stage = {
  name: 'rebuild-memory',
  about: 'peak memory of a rebuild of a log ten times as long',
  run: async ({ options, say }) => {
    await using made = await makeDesk(options)
    await made.grow(made.events, say)
    const short = await runRebuild(made.desk.stack.dataDir, options)
    await made.grow(made.events * MORE, say)
    const long = await runRebuild(made.desk.stack.dataDir, options)
    return {
      figures: { short, long },
      told: [
        `Peak memory of a rebuild: ${[short, long].map(({ events, peakMiB }) => `${peakMiB.toFixed(0)} MiB for ${events} events`).join(', ')}`,
      ],
      verdicts: [
        atMost('rebuild, peak memory ÷ that of a tenth', long.peakMiB / short.peakMiB, 1.1),
      ],
    }
  },
}

type Turn = { readonly rawPerSecond: number; readonly rebuilt: Rebuilt }

/** A desk of its own, whose log is written past the API, and which nobody asks anything meanwhile. */
async function makeDesk({ logEvents, transport }: Bench['options']) {
  await using undo = new AsyncDisposableStack()
  const stack = undo.use(
    await startStack({
      only: 'postgres,event-store,migrations,projector',
      env: { LOG_LEVEL: 'warn', NODE_ENV: 'production', EVENTSTORE_TRANSPORT: transport },
    }),
  )
  const desk = undo.use(openDesk(stack, { transport }))
  const log = createSeededLog(desk.store, SEED)
  const held = undo.move()
  return {
    desk,
    events: logEvents,
    grow: async (events: number, say: Bench['say']) => {
      say(`writing ${events} events`)
      await log.appendUpTo(events)
      await desk.settle()
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

function formatTurns(turns: readonly Turn[]): string {
  const head = [
    '',
    'raw read/s',
    'made/s',
    '÷ raw',
    'whole/s',
    'fill s',
    'index s',
    'compare s',
    'MiB',
  ]
  const rows = turns.map(({ rawPerSecond, rebuilt }, index) => [
    `round ${index + 1}`,
    rawPerSecond.toFixed(0),
    rebuilt.madePerSecond.toFixed(0),
    (rebuilt.madePerSecond / rawPerSecond).toFixed(2),
    rebuilt.wholePerSecond.toFixed(0),
    rebuilt.secondsByPhase.filling.toFixed(1),
    rebuilt.secondsByPhase.indexing.toFixed(1),
    rebuilt.secondsByPhase.comparing.toFixed(1),
    rebuilt.peakMiB.toFixed(0),
  ])
  return formatTable(head, rows)
}
