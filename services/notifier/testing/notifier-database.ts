import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { projectionTablesSql } from '@deskhive/shared/projection/tables.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import {
  createNotifierTables,
  type NotifierTables,
} from '@deskhive/shared/read-model/notification-tables.ts'
import type { TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { type Kysely, sql } from 'kysely'

export const silent = createLogger({ service: 'test', level: 'silent' })

export type NotifierDatabase = AsyncDisposable & {
  readonly url: string
  readonly pool: Database['pool']
  readonly db: Kysely<NotifierTables>
}

/** A database of a test's own on the given server, with the notifier's tables. */
export async function openNotifierDatabase(
  server: TestDatabase,
  name: string,
): Promise<NotifierDatabase> {
  await using first = openDatabase({ url: server.url, applicationName: 'test', logger: silent })
  await sql`create database ${sql.id(name)}`.execute(first.readModel)

  const url = new URL(server.url)
  url.pathname = `/${name}`
  const database = openDatabase({ url: url.href, applicationName: 'test', logger: silent })
  const db = database.tables<NotifierTables>()
  await createNotifierTables(db)
  await database.pool.query('create schema if not exists projection')
  await database.pool.query(projectionTablesSql)
  return {
    url: url.href,
    pool: database.pool,
    db,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
