import { type Kysely, sql } from 'kysely'
import { ticketPriorities, ticketStatuses } from '../domain/ticket/vocabulary.ts'
import type { TicketBlockCount } from './tables.ts'

/** What each block counts, in the order of its columns. */
export const blockCounts = ticketStatuses.flatMap((status) =>
  ticketPriorities.map((priority) => {
    const column: TicketBlockCount = `${status}_${priority}`
    return { status, priority, column }
  }),
)

/**
 * No projection writes these: they follow the changes in `report_states` from time to time, as far as
 * `ticket_blocks_position` says (`ticket-blocks/`), and whoever reads them adds what came since.
 */
export async function createTicketBlocks<Tables>(db: Kysely<Tables>): Promise<void> {
  const counts = blockCounts.map(({ column }) => sql`${sql.id(column)} integer not null,`)
  await sql`
    create table if not exists ticket_blocks (
      department_id bigint,
      assigned_to bigint,
      customer_id bigint,
      first_at timestamptz,
      first_id bigint,
      ${sql.join(counts, sql` `)}
      primary key (department_id, assigned_to, customer_id, first_at, first_id)
    ) with (fillfactor = 80)`.execute(db)
  await sql`
    create table if not exists ticket_blocks_position (
      id bigint primary key check (id = 1),
      position bigint not null
    )`.execute(db)
}
