import { type Kysely, sql } from 'kysely'
import { offsetIn, type Page } from '../pagination.ts'
import type { ReadModelTables, TicketRow } from '../tables.ts'
import { allOf } from './conditions.ts'
import { type Counted, type Listed, listedOf } from './read-page.ts'
import { keptListOf, readByBlocks } from './ticket-blocks.ts'
import {
  countOf,
  inScope,
  inShort,
  newestAskedFor,
  type TicketQuestion,
  type TicketScope,
} from './ticket-conditions.ts'

type Db = Kysely<ReadModelTables>

/** So few that skipping them in an index costs less than finding out where to begin. */
const NEAR = 1_000

/**
 * Newest first, with the exact total as of the same moment, whatever is written meanwhile. Where the list has no
 * index of its own, or the page lies far down, kept blocks say which stretches of it hold the page.
 */
export function listTickets(db: Db, asked: TicketQuestion, page: Page): Promise<Listed<TicketRow>> {
  const question = inShort(asked)
  const list = keptListOf(question)
  if (list === null || (list.hasIndex && offsetIn(page) < NEAR)) return readOn(db, question, page)
  return readByBlocks(db, { ...question, list }, page)
}

/** From the newest on, past all that come before the page. */
async function readOn(db: Db, question: TicketQuestion, page: Page): Promise<Listed<TicketRow>> {
  // What is skipped is skipped in an index; only the page's own rows are looked at whole.
  const offset = offsetIn(page)
  const { rows } = await sql<Counted<TicketRow>>`
    with counted as materialized (select ${countOf(question)} as "total of all pages")
    select listed.*, counted."total of all pages"
    from counted
      left join (
        select * from tickets where id in (
          select id from (${newestAskedFor(question, offset + page.per_page)}) as asked
          where (select "total of all pages" from counted) > ${offset} /* else there is nothing to look for */
          order by created_at desc, id desc limit ${page.per_page} offset ${offset})
      ) as listed on true
    order by created_at desc, id desc`.execute(db)
  return listedOf<TicketRow>(rows)
}

/** @returns `null` also where it is deleted or lies outside the scope */
export async function findTicket(
  db: Db,
  id: number,
  scope: TicketScope | null,
): Promise<TicketRow | null> {
  const row = await db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .where('is_deleted', '=', false)
    .where(allOf(inScope(scope)))
    .executeTakeFirst()
  return row ?? null
}
