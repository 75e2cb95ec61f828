import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Page } from '../pagination.ts'
import type { MessageRow, ReadModelTables } from '../tables.ts'
import { type Listed, readPage } from './read-page.ts'

/** The messages of a ticket, oldest first. That the ticket may be seen is the caller's to know. */
export function listMessages(
  db: Kysely<ReadModelTables>,
  ticketId: number,
  page: Page,
): Promise<Listed<MessageRow>> {
  const where = sql<SqlBool>`ticket_id = ${ticketId}`
  const orderBy = [sql`created_at`, sql`id`]
  return readPage(db, { from: sql.table('messages'), where, orderBy, page })
}
