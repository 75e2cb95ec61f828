import { type Kysely, type SqlBool, sql } from 'kysely'
import { changingFields } from '../../domain/ticket/version.ts'
import type { Moment } from '../../kernel/moment.ts'
import { offsetIn, type Page } from '../pagination.ts'
import type { ReadModelTables, TicketRow } from '../tables.ts'
import { allOf, type Condition } from './conditions.ts'
import { isInForceAt } from './moments.ts'
import { type Counted, listedOf } from './read-page.ts'
import type { Listed, TicketFilter } from './tickets.ts'

/** In the order of the list as it is now, with the exact total; one statement, one snapshot. */
export async function listTicketsAsOf(
  db: Kysely<ReadModelTables>,
  { filter, moment }: { readonly filter: TicketFilter; readonly moment: Moment },
  page: Page,
): Promise<Listed<TicketRow>> {
  const where = allOf([
    sql<SqlBool>`not is_deleted`,
    isInForceAt(moment),
    ...(Object.entries(filter).flatMap(([field, value]) =>
      value === undefined ? [] : [sql<SqlBool>`${sql.ref(field)} = ${value}`],
    ) satisfies Condition[]),
  ])
  const changing = sql.join(changingFields.map((field) => sql.ref(`v.${field}`)))
  const { rows } = await sql<Counted<TicketRow>>`
    select listed.*, counted."total of all pages"
    from (select count(*) as "total of all pages" from ticket_versions where ${where}) as counted
      left join (
        select t.id, t.reference_id, t.title, t.content, t.customer_id, t.custom_fields, t.created_at,
          v.revision, ${changing}
        from (
          select ticket_id, revision from ticket_versions where ${where}
          order by created_at desc, ticket_id desc limit ${page.per_page} offset ${offsetIn(page)}
        ) as page
          join ticket_versions v on v.ticket_id = page.ticket_id and v.revision = page.revision
          join tickets t on t.id = page.ticket_id
      ) as listed on true
    order by created_at desc, id desc`.execute(db)
  return listedOf<TicketRow>(rows)
}
