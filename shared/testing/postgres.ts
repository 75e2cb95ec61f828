import pg from 'pg'
import { columnParsers } from '../read-model/column-parsers.ts'
import { startStack } from './stack.ts'

/** A PostgreSQL for one test file, with nothing in it. */
export type TestDatabase = AsyncDisposable & {
  readonly url: string
  /** With a schema of its own, so that tests of a file do not see each other's tables. */
  readonly openPool: (schema: string) => Promise<pg.Pool>
}

/** The embedded one, of the same making as `npm start`'s. */
export async function startPostgres(): Promise<TestDatabase> {
  const stack = await startStack({ only: 'postgres' })
  const pools: pg.Pool[] = []
  return {
    url: stack.databaseUrl,
    openPool: async (schema) => {
      const pool = openPool(stack.databaseUrl, schema)
      pools.push(pool)
      await pool.query(`create schema if not exists "${schema}"`)
      return pool
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
      await stack[Symbol.asyncDispose]()
    },
  }
}

function openPool(url: string, schema: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${schema} -c timezone=UTC`,
    types: columnParsers,
  })
  pool.on('error', () => undefined) // tests cut connections on purpose
  return pool
}
