import type { Kysely } from 'kysely'
import { offsetOf, type Page } from '../pagination.ts'
import type { MessageRow, ReadModelTables } from '../tables.ts'
import type { Listed } from './tickets.ts'

/** The messages of a ticket, oldest first. That the ticket may be seen is the caller's to know. */
export async function listMessages(
  db: Kysely<ReadModelTables>,
  ticketId: number,
  page: Page,
): Promise<Listed<MessageRow>> {
  const ofTicket = db.selectFrom('messages').where('ticket_id', '=', ticketId)
  const { total } = await ofTicket
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const offset = offsetOf(page, total)
  if (offset === null) return { rows: [], total }

  const rows = await ofTicket
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.per_page)
    .offset(offset)
    .execute()
  return { rows, total }
}
