import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { createReadModelTables } from './create-tables.ts'

/**
 * Which tables this program's queries expect: a hash of the statements that make them, so that nobody has to
 * think of counting up. Whatever changes them, an index or a comment on a column too, makes another version.
 */
export async function tablesVersion(): Promise<string> {
  const statements: string[] = []
  await createReadModelTables(noting(statements))
  const hash = createHash('sha256').update(statements.map(onOneLine).join('\n'))
  return hash.digest('hex').slice(0, HASH_CHARACTERS)
}

/** Two versions that differ have the same one in 2^48. */
const HASH_CHARACTERS = 12

const onOneLine = (statement: string) => statement.replaceAll(/\s+/g, ' ').trim()

/** Executes nothing, and notes what it was asked to. */
function noting(statements: string[]): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new NotingDriver(statements),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

class NotingDriver extends DummyDriver {
  readonly #statements: string[]

  constructor(statements: string[]) {
    super()
    this.#statements = statements
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: async ({ sql }: CompiledQuery) => {
        this.#statements.push(sql)
        return { rows: [] }
      },
      streamQuery: () => {
        throw new Error('A table is made without a cursor')
      },
    }
  }
}
