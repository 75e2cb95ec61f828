import { projections } from '@deskhive/projector/projections/projections.ts'
import { readModelVersion } from '@deskhive/projector/read-model-version.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { watchedFaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { openRebuildDatabase } from '@deskhive/shared/projection/generations/open-rebuild-database.ts'
import { createTeller, exitCode, runCommand } from '#commands/command.ts'
import { explain } from '#commands/explain.ts'
import { findDesk } from '#commands/find-desk.ts'
import { createProgressBar } from '#commands/progress-bar.ts'
import { dropOld, makeAnew, verify } from '#commands/rebuild/actions.ts'
import { readRebuildArguments, usage } from '#commands/rebuild/config.ts'
import { whatStays } from '#commands/rebuild/patience.ts'
import { keepVigil } from '#commands/rebuild/vigil.ts'

/** A store that is silent does not let itself be closed, either. */
const CLOSE_WITHIN_MS = 3_000

await runCommand(process, usage, async (args) => {
  const chosen = readRebuildArguments(args)
  const { action, json, quiet } = chosen
  const { databaseUrl: url, eventStoreUrl, transport } = findDesk(process.env)
  const logger = createLogger({ service: 'rebuild', level: quiet || json ? 'silent' : 'error' })
  await using database = openRebuildDatabase({ url, logger })
  await using store = connectEventStore(eventStoreUrl, { transport, logger, upcasters })
  using bar = createProgressBar({
    terminal: process.stderr,
    unit: 'events',
    isQuiet: quiet || json,
  })
  const desk = {
    database,
    store,
    projections,
    version: await readModelVersion(),
    signal: abortOnSignals(process),
    logger,
    metrics: createMetrics('rebuild'),
    ...watchedFaultPoint(),
  }
  const say = (line: string) => {
    bar.clear()
    if (!quiet) process.stderr.write(`${line}\n`)
  }
  const giveUp = () => process.exit(exitCode.failed)
  using vigil = keepVigil({ database, store, say, giveUp })
  const told = { tell: createTeller(process.stdout, chosen), say, bar, vigil }
  try {
    // Awaited here: the stores are closed when this function ends.
    if (action === 'verify') return await verify(desk, told)
    if (action === 'drop-old') return await dropOld(desk, told)
    return await makeAnew(desk, action, told)
  } catch (error) {
    setTimeout(() => process.exit(exitCode.failed), CLOSE_WITHIN_MS).unref()
    // Said here, for closing a silent store may take longer than is waited.
    const sentence = desk.signal.aborted ? `Stopped. ${whatStays}` : explain(error)
    if (sentence === null) throw error
    say(sentence)
    return exitCode.failed
  }
})
