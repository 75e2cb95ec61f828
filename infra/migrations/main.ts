import { configOrEnd } from '@deskhive/shared/config/config-or-end.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { readConfig } from '#migrations/config.ts'
import { migrate, NewerDatabase } from '#migrations/migrate.ts'
import { NoDatabase, placeOf, waitForDatabase } from '#migrations/wait-for-database.ts'

/** A database that starts at the same time is there by then. */
const DATABASE_START_MS = 15_000

/** Steps on large tables, and the wait for another process that is at it. */
const STATEMENT_TIMEOUT_MS = 600_000

const config = configOrEnd(process, readConfig)
const logger = createLogger({ service: 'migrations', level: config.logLevel })

await using database = openDatabase({
  url: config.databaseUrl,
  applicationName: 'deskhive-migrations',
  logger,
  statementTimeoutMs: STATEMENT_TIMEOUT_MS,
})

const place = placeOf(config.databaseUrl)
try {
  await waitForDatabase(database.readModel, {
    limitMs: DATABASE_START_MS,
    place,
    onWait: (reason) => logger.warn(`waiting for the database at ${place}: ${reason}`),
  })
  const taken = await migrate(database.readModel)
  logger.info(
    { steps: taken },
    taken.length > 0 ? 'the database was migrated' : 'nothing to migrate',
  )
} catch (error) {
  if (!(error instanceof NewerDatabase || error instanceof NoDatabase)) throw error
  logger.fatal(error.message)
  process.exitCode = 1
}
