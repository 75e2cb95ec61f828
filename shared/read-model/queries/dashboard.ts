import { type Kysely, type SqlBool, sql } from 'kysely'
import type { ReadModelTables } from '../tables.ts'
import { allOf } from './conditions.ts'
import { inScope, type TicketScope } from './ticket-conditions.ts'

export type Dashboard = {
  readonly open_tickets: number
  readonly in_progress_tickets: number
  /** Not closed, and the last reply is the customer's, or there is none yet. */
  readonly needs_response: number
  /** Closed since the day began, in UTC, and closed still. */
  readonly closed_today: number
}

/** @param now ISO 8601, UTC */
export async function countForDashboard(
  db: Kysely<ReadModelTables>,
  scope: TicketScope,
  now: string,
): Promise<Dashboard> {
  const midnight = `${now.slice(0, 10)}T00:00:00.000Z`
  return db
    .selectFrom('tickets')
    .select([
      count(sql<SqlBool>`status = 'open'`).as('open_tickets'),
      count(sql<SqlBool>`status = 'in_progress'`).as('in_progress_tickets'),
      count(sql<SqlBool>`status <> 'closed' and last_reply_by is distinct from 'staff'`).as(
        'needs_response',
      ),
      count(sql<SqlBool>`status = 'closed'`).as('closed_today'),
    ])
    .where('is_deleted', '=', false)
    .where(allOf(inScope(scope)))
    .where(sql<SqlBool>`(status <> 'closed' or closed_at >= ${midnight})`)
    .executeTakeFirstOrThrow()
}

const count = (condition: ReturnType<typeof sql<SqlBool>>) =>
  sql<number>`count(*) filter (where ${condition})`
