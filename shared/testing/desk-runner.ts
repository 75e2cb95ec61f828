import type pg from 'pg'
import { createMetrics } from '../observability/metrics.ts'
import {
  type ProjectionOptions,
  type RunningProjection,
  runProjection,
} from '../projection/run-projection.ts'
import { projectionTablesSql } from '../projection/tables.ts'
import type { TestDatabase } from './postgres.ts'
import { deskProjection, deskTablesSql, type TestLog, tallyProjection } from './projection-desk.ts'
import { silent } from './silent.ts'

let schemas = 0

export type Desk = { readonly pool: pg.Pool; readonly schema: string }

/** The tables of `projection-desk.ts`, in a schema of their own. */
export async function openDesk(database: TestDatabase): Promise<Desk> {
  schemas += 1
  const schema = `desk_${schemas}`
  const pool = await database.openPool(schema)
  await pool.query(projectionTablesSql + deskTablesSql)
  return { pool, schema }
}

/** Stopped, as by SIGTERM, when it is disposed of. */
export type Runner = AsyncDisposable & RunningProjection

export function runDesk(
  pool: pg.Pool,
  store: TestLog,
  more: Partial<ProjectionOptions> = {},
): Runner {
  const stop = new AbortController()
  const running = runProjection({
    name: 'desk',
    projections: [deskProjection, tallyProjection],
    store,
    database: pool,
    signal: stop.signal,
    logger: silent,
    metrics: createMetrics('test'),
    ...more,
  })
  return {
    ...running,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running.ended
    },
  }
}

export async function readRows(pool: pg.Pool): Promise<unknown> {
  const read = async (sql: string): Promise<unknown[]> => (await pool.query(sql)).rows
  return {
    tickets: await read('select * from tickets order by id'),
    counts: await read('select * from counts where n <> 0 order by status'),
    diary: await read('select * from diary order by event_id'),
    tally: await read('select * from tally order by type'),
    watched: await read('select * from watched order by ticket_id'),
  }
}
