import { type Kysely, type SqlBool, sql } from 'kysely'
import type { ReadModelTables, WaitingTicketRow } from '../tables.ts'

/**
 * Tickets that have waited for their customers since `before` or longer, the longest first.
 * @param after the last one of the page before
 */
export function findWaitingTickets(
  db: Kysely<ReadModelTables>,
  question: {
    readonly before: string
    readonly after: WaitingTicketRow | null
    readonly limit: number
  },
): Promise<WaitingTicketRow[]> {
  const { before, after, limit } = question
  const all = db.selectFrom('waiting_tickets').selectAll().where('since', '<=', before)
  const rest =
    after === null ? all : all.where(sql<SqlBool>`(since, id) > (${after.since}, ${after.id})`)
  return rest.orderBy('since').orderBy('id').limit(limit).execute()
}
