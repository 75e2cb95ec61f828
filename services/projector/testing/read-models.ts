import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { makeFirstGeneration } from '@deskhive/shared/projection/generations/registry.ts'
import { runProjection } from '@deskhive/shared/projection/run-projection.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { servingSchema } from '@deskhive/shared/read-model/tables.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { sql } from 'kysely'
import { projections } from '#projector/projections/projections.ts'
import { readModelVersion } from '#projector/read-model-version.ts'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import { migrate } from '../../../infra/migrations/migrate.ts'

const tables = projections.flatMap((projection) => projection.tables)

/** What no projection writes. */
const besideTables = [
  'projection_checkpoint',
  'ticket_blocks',
  'ticket_blocks_position',
  'activity_milestones',
]

export type ReadModels = AsyncDisposable & {
  readonly database: Database
  readonly url: string
  readonly clear: () => Promise<void>
  /** Projects the log from wherever the read models are to its end. */
  readonly project: (log: readonly RecordedEvent[], how?: How) => Promise<void>
  /** Every row of every table, in the order of the keys; of those that serve if no schema is given. */
  readonly dump: (schema?: string) => Promise<unknown>
}

type How = {
  readonly batchSize?: number
  readonly eachTwice?: boolean
  readonly faultPoint?: FaultPoint
}

/** A PostgreSQL with empty read models, and the projector's own projections to fill them. */
export async function startReadModels(): Promise<ReadModels> {
  const database = await openTestDatabase()
  await createTables(database)

  return {
    database,
    url: database.url,
    clear: async () => {
      // Not truncated: that writes a file for each table and index, which takes longer than the test.
      for (const name of [...tables.map(({ table }) => table), ...besideTables]) {
        await sql`delete from ${sql.table(name)}`.execute(database.readModel)
      }
    },
    project: (log, how = {}) => project(database, log, how),
    dump: (schema = servingSchema) => dump(database, schema),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

async function createTables(database: Database): Promise<void> {
  await migrate(database.readModel)
  await makeFirstGeneration(database, await readModelVersion())
}

/** As `ReadModels` has it, for a process that is not the one that opened them. */
export async function project(
  database: Database,
  log: readonly RecordedEvent[],
  { eachTwice = false, ...how }: How,
): Promise<void> {
  const stopping = new AbortController()
  const running = runProjection({
    ...how,
    name: 'read-model',
    projections,
    store: logInMemory(log, { eachTwice, onEnd: () => stopping.abort() }),
    database: database.pool,
    signal: stopping.signal,
    logger: silent,
    metrics: createMetrics('test'),
  })
  await running.ended
  const { parkedStreams } = running.health()
  if (parkedStreams > 0) throw new Error(`${parkedStreams} streams are parked`)
}

async function dump({ readModel }: Database, schema: string): Promise<unknown> {
  const rows = tables.map(async ({ table, key }) => {
    const order = sql.join(key.map((column) => sql.id(column)))
    const all =
      await sql`select * from ${sql.table(`${schema}.${table}`)} order by ${order}`.execute(
        readModel,
      )
    return [table, all.rows]
  })
  return Object.fromEntries(await Promise.all(rows))
}
