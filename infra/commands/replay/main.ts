import type { ReportRange } from '@deskhive/shared/domain/report/tally.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { exitCode, runCommand, WrongUse } from '#commands/command.ts'
import { openLog } from '#commands/open-log.ts'
import { createProgressBar } from '#commands/progress-bar.ts'
import {
  type ReplayArguments,
  readLogPlace,
  readReplayArguments,
  usage,
} from '#commands/replay/config.ts'
import { startReport } from '#commands/replay/make-report.ts'
import { replayLog } from '#commands/replay/replay-log.ts'

await runCommand(process, usage, (args) => {
  return replay(readReplayArguments(args, new Date().toISOString()))
})

/** The API refuses it, too: what the report says then is not known yet. */
async function requireInLog(
  { moment }: ReportRange,
  { head }: Pick<EventStore, 'head'>,
): Promise<void> {
  if (moment?.by !== 'position' || moment.position <= (await head())) return
  throw new WrongUse('--as-of lies beyond the end of the log.')
}

async function replay({ report, range, format, quiet }: ReplayArguments): Promise<number> {
  const logger = createLogger({ service: 'replay', level: 'silent' })
  const place = readLogPlace(process.env)
  await using log = await openLog(place)
  await using store = connectEventStore(log.url, { transport: place.transport, logger, upcasters })
  using bar = createProgressBar({ terminal: process.stderr, unit: 'events', isQuiet: quiet })
  await requireInLog(range, store)
  const replayed = startReport(report, range)
  await replayLog({
    store,
    onEvent: replayed.add,
    onProgress: ({ events, share }) => bar.show({ what: 'replaying', share, count: events }),
  })
  bar.clear()
  process.stdout.write(replayed.print(format))
  return exitCode.done
}
