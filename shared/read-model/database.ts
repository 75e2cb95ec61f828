import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Logger } from '../observability/logger.ts'
import { columnParsers } from './column-parsers.ts'
import { asNotYetRebuilt, asUnavailable } from './database-error.ts'
import { forgetPlan, isOutOfDate, statementOf } from './planned-once.ts'
import { type ReadModelTables, servingSchema } from './tables.ts'

export type DatabaseOptions = {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  readonly logger: Logger
  readonly maxConnections?: number
  /** What a statement may take on the server; the client gives up a little later. */
  readonly statementTimeoutMs?: number
}

/**
 * One pool of connections, in UTC, with the read models first on the search path.
 * Through Kysely a database that is down is `Unavailable`; who uses `pool` calls `asUnavailable`.
 * Nothing connects before the first query, and every query finds a database that came back.
 */
export type Database = AsyncDisposable & {
  readonly pool: pg.Pool
  readonly readModel: ReadModelDatabase
  /** Once at start, for another room: `tables<ReadModelTables & WriteSideTables>()`; same connections. */
  tables<Tables>(): Kysely<Tables>
  /** Asks, and answers within the time limits; for readiness. */
  isReachable(): Promise<boolean>
}

/** What queries on the read models are given. */
export type ReadModelDatabase = Kysely<ReadModelTables>

/** Postgres comes with 100; three services in two copies each stay well below. */
const MAX_CONNECTIONS = 10

/** Together with the connection's, below the 3 s in which a caller gets its 503. */
const STATEMENT_TIMEOUT_MS = 2_000
const CONNECTION_TIMEOUT_MS = 2_000

/** The server cancels first; this is for one that is stopped or cut off and says nothing. */
const SILENCE_MS = 500

export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options)
  const dialect = new PostgresDialect({ pool: withUnavailable(pool) })
  const tables = <Tables>() => new Kysely<Tables>({ dialect })

  return {
    pool,
    readModel: tables<ReadModelTables>(),
    tables,
    isReachable: () => answers(pool),
    [Symbol.asyncDispose]: () => pool.end(),
  }
}

/** A server that is stopped keeps the connection and says nothing: that is an answer, too. */
function answers(pool: pg.Pool): Promise<boolean> {
  const answered = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, pause(CONNECTION_TIMEOUT_MS, false, { ref: false })])
}

function openPool(options: DatabaseOptions): pg.Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS
  const hooks = { onConnect: prepareSession }
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections ?? MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + SILENCE_MS,
    keepAlive: true,
    types: columnParsers,
    ...hooks,
  })
  // Without a listener one connection that is cut ends the process: the pool listens to those that are idle, and
  // of one in use the statement tells that fails, or the next one.
  pool.on('error', (error) => options.logger.warn({ err: error }, 'a database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

// Set here and not in the connection's start-up options: a URL may bring options of its own.
async function prepareSession(client: pg.ClientBase): Promise<void> {
  await client.query(`set timezone = 'UTC'; set search_path = ${servingSchema}, projection, public`)
}

function withUnavailable(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      try {
        return withUnavailableQueries(await pool.connect())
      } catch (error) {
        throw asUnavailable(error)
      }
    },
    end: () => pool.end(),
  }
}

function withUnavailableQueries(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false
  const release = (destroy?: boolean) => client.release(destroy === true || isBroken)
  const query = async (sql: string, parameters: unknown[]) => {
    try {
      return await client.query(statementOf(sql, parameters))
    } catch (error) {
      if (isOutOfDate(error)) forgetPlan(sql)
      const outage = asUnavailable(error)
      // After a timeout of its own the driver goes on waiting for the answer: the next user of this
      // connection would stand in line behind it.
      isBroken ||= outage !== error
      throw asNotYetRebuilt(outage)
    }
  }
  return parseClient({ query, release })
}

/** Kysely also asks for cursors, which only `stream()` uses: nobody here does. */
function parseClient(client: object): PostgresPoolClient {
  return client as PostgresPoolClient
}
