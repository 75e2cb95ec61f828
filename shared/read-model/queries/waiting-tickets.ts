import { type Kysely, type SqlBool, sql } from 'kysely'
import type { ReadModelTables, WaitingTicketRow } from '../tables.ts'

/**
 * Tickets that have waited for their customers since `before` or longer, the longest first.
 * @param after the last one of the page before
 * @param unwarnedOf only those whose agents were not warned of being closed after so many days
 */
export function findWaitingTickets(
  db: Kysely<ReadModelTables>,
  question: {
    readonly before: string
    readonly after: WaitingTicketRow | null
    readonly limit: number
    readonly unwarnedOf?: number | undefined
  },
): Promise<WaitingTicketRow[]> {
  const { before, after, limit, unwarnedOf: days } = question
  const due = db.selectFrom('waiting_tickets').selectAll().where('since', '<=', before)
  const all =
    days === undefined
      ? due
      : due.where(
          sql<SqlBool>`warned_of is distinct from since + ${days} * interval '86400 seconds'`,
        )
  const rest =
    after === null ? all : all.where(sql<SqlBool>`(since, id) > (${after.since}, ${after.id})`)
  return rest.orderBy('since').orderBy('id').limit(limit).execute()
}
