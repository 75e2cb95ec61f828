import { type Database, type DatabaseOptions, openDatabase } from '../read-model/database.ts'
import { openTestPostgres } from './postgres.ts'
import { silent } from './silent.ts'

export type OpenTestDatabase = Database & { readonly url: string }

/** A database with nothing in it, opened as the services open theirs. Nothing of it stays. */
export async function openTestDatabase(
  limits: Pick<DatabaseOptions, 'maxConnections' | 'statementTimeoutMs'> = {},
): Promise<OpenTestDatabase> {
  const postgres = await openTestPostgres()
  const { url } = postgres
  const database = openDatabase({ url, applicationName: 'test', logger: silent, ...limits })
  return {
    ...database,
    url,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
    },
  }
}
