import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Statement, selectAny } from './batch-statement.ts'
import type { AnyTable, Row } from './projection.ts'

/** One connection kept for the batches, so that they come in order and their statements stay prepared. */
export type Session = AsyncDisposable & {
  readonly run: (statement: Statement) => Promise<Row[]>
  /** @param statement `copy … from stdin` @param chunks of its lines */
  readonly copy: (statement: string, chunks: Iterable<Buffer>) => Promise<void>
  readonly hasRows: (table: AnyTable) => Promise<boolean>
}

/** Each text is planned once for the connection. A group has a few dozen; past this they are not kept. */
const MOST_PREPARED = 500

/** @param schema where tables that are named alone are found first; as the pool has it if not given */
export async function openSession(database: pg.Pool, schema?: string): Promise<Session> {
  const client = await database.connect()
  let fault: Error | undefined
  const onError = (error: Error): void => {
    fault = error
  }
  client.on('error', onError)
  try {
    await client.query('set synchronous_commit = off') // see `lasting` for what waits for the disk
    if (schema !== undefined) await client.query(`set search_path = ${schema}, projection, public`)
  } catch (error) {
    client.release(true)
    throw error
  }

  const names = new Map<string, string>()
  return {
    run: async ({ text, values }) => {
      if (fault !== undefined) throw fault
      const name = nameOf(names, text)
      const query = { text, values: [...values] }
      const { rows } = await client
        .query<Row>(name === undefined ? query : { ...query, name })
        .catch(throwWithoutValues)
      return rows
    },
    copy: async (statement, chunks) => {
      if (fault !== undefined) throw fault
      await pipeline(Readable.from(chunks), client.query(copyFrom(statement)))
    },
    hasRows: async (table) => {
      const { rowCount } = await client.query(selectAny(table))
      return rowCount !== 0
    },
    [Symbol.asyncDispose]: async () => {
      // Destroyed, not given back: it has its own synchronous_commit and statements.
      client.release(true)
    },
  }
}

/** PostgreSQL's class of what a column does not take. */
const DATA_EXCEPTION = '22'

/** In whatever language the database speaks: `: "…"`, `: »…«`, ` : « … »`. */
const quoted = /\s*[:\uFF1A]\s*["'\p{Pi}\p{Pf}\p{Ps}][^]*$/u

/**
 * What it cannot read PostgreSQL repeats after a colon: the whole row, where a migration has just added a column. It
 * may be about people, and what an error says is logged, kept with parked events, and shown in health.
 */
function throwWithoutValues(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.code?.startsWith(DATA_EXCEPTION)) {
    const message = error.message.replace(quoted, '')
    if (error.stack) error.stack = error.stack.replace(error.message, message)
    error.message = message
  }
  throw error
}

function nameOf(names: Map<string, string>, text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_PREPARED) return known
  const name = `projection_${names.size}`
  names.set(text, name)
  return name
}
