import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { columnParsers } from '../read-model/column-parsers.ts'

/** A database for one test file, with nothing in it. */
export type TestDatabase = AsyncDisposable & {
  readonly url: string
  /** With a schema of its own, so that tests of a file do not see each other's tables. */
  readonly openPool: (schema: string) => Promise<pg.Pool>
}

/** On the embedded PostgreSQL of the worker that runs the file, of the same making as `npm start`'s. */
export async function openTestPostgres(): Promise<TestDatabase> {
  const server = await borrowServer()
  const name = `test-${randomUUID()}`
  await tellServer(server, `create database "${name}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pools: pg.Pool[] = []
  return {
    url: url.href,
    openPool: async (schema) => {
      const pool = openPool(url.href, schema)
      pools.push(pool)
      await pool.query(`create schema if not exists "${schema}"`)
      return pool
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
      await tellServer(server, `drop database "${name}" with (force)`)
    },
  }
}

/** @returns where it is, as nobody but the files of this worker knows (`tests/support/lend-postgres.ts`) */
async function borrowServer(): Promise<string> {
  const { DESKHIVE_LENDER, VITEST_POOL_ID } = process.env
  const answer = await fetch(`${DESKHIVE_LENDER}/${VITEST_POOL_ID}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

async function tellServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function openPool(url: string, schema: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${schema} -c timezone=UTC`,
    types: columnParsers,
  })
  // Tests cut connections on purpose.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
