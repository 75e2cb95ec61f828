import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { query } from './query.ts'

/**
 * Which ticket something of another desk is, kept from the moment its id is drawn, so that whoever imports it
 * again, at the same time or after a crash, means the same stream. Whether it was recorded is told by
 * that stream alone.
 */
export type ImportedTickets = {
  /** @returns external id → ticket id, of those that are known */
  find(externalIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /**
   * @param drawn external id → the id that it gets unless somebody else was faster
   * @returns external id → the id that it has
   */
  keep(drawn: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>
}

/** Beside the log, which carries the external id with every event of the ticket. Running it again changes nothing. */
export async function createImportedTickets<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists desk.imported_tickets (
      external_id text primary key,
      ticket_id bigint not null
    )`.execute(db)
}

const find = {
  name: 'imported tickets find',
  text: `
    select external_id as "externalId", ticket_id as "ticketId"
    from desk.imported_tickets where external_id = any ($1::text[])`,
}
/** In one order, so that two imports of the same tickets wait for each other and not both ways. */
const insert = {
  name: 'imported tickets keep',
  text: `
    insert into desk.imported_tickets (external_id, ticket_id)
    select * from unnest($1::text[], $2::bigint[]) as drawn (external_id, ticket_id)
    order by external_id collate "C"
    on conflict (external_id) do nothing
    returning external_id as "externalId", ticket_id as "ticketId"`,
}

type Known = { readonly externalId: string; readonly ticketId: number }

export function createImportedTicketRows(pool: pg.Pool): ImportedTickets {
  const findAll = async (externalIds: readonly string[]) => {
    if (externalIds.length === 0) return new Map<string, number>()
    return idsOf(await query<Known>(pool, find, [externalIds]))
  }
  return {
    find: findAll,
    keep: async (drawn) => {
      if (drawn.size === 0) return drawn
      const kept = idsOf(await query<Known>(pool, insert, [[...drawn.keys()], [...drawn.values()]]))
      const others = [...drawn.keys()].filter((externalId) => !kept.has(externalId))
      return new Map([...kept, ...(await findAll(others))])
    },
  }
}

function idsOf(known: readonly Known[]): Map<string, number> {
  return new Map(known.map(({ externalId, ticketId }) => [externalId, ticketId]))
}
