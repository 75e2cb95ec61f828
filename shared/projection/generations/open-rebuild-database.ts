import { type Database, type DatabaseOptions, openDatabase } from '../../read-model/database.ts'

/** An index or a comparison of a large table takes minutes; what is held is limited by `holdServing` itself. */
const STATEMENT_TIMEOUT_MS = 3_600_000

/** Two for the batches, the lease's, the one that holds what serves, the one with the snapshot. */
const MAX_CONNECTIONS = 6

export function openRebuildDatabase(options: Pick<DatabaseOptions, 'url' | 'logger'>): Database {
  return openDatabase({
    ...options,
    applicationName: 'deskhive-rebuild',
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
}
