import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { changingFields } from '../../domain/ticket/version.ts'
import type { Moment } from '../../kernel/moment.ts'
import { offsetIn, type Page } from '../pagination.ts'
import type { ReadModelTables, TicketRow } from '../tables.ts'
import { allOf, type Condition } from './conditions.ts'
import { isInForceAt, placeOf } from './moments.ts'
import { type Counted, type Listed, listedOf } from './read-page.ts'
import type { TicketFilter } from './ticket-conditions.ts'

/** As it was then, without what only reports ask for. */
export type PastTicketRow = Omit<TicketRow, 'status_since'>

type PastQuestion = { readonly filter: TicketFilter; readonly moment: Moment }

/** In the order of the list as it is now, with the exact total; one statement, one snapshot. */
export async function listTicketsAsOf(
  db: Kysely<ReadModelTables>,
  question: PastQuestion,
  page: Page,
): Promise<Listed<PastTicketRow>> {
  const changing = sql.join(changingFields.map((field) => sql.ref(`v.${field}`)))
  const { rows } = await sql<Counted<PastTicketRow>>`
    select listed.*, counted."total of all pages"
    from (select ${countOf(question)} as "total of all pages") as counted
      left join (
        select t.id, t.reference_id, t.title, t.content, t.customer_id, t.custom_fields, t.created_at,
          v.revision, ${changing}
        from (
          select ticket_id, revision from ticket_versions where ${isListed(question)}
          order by created_at desc, ticket_id desc limit ${page.per_page} offset ${offsetIn(page)}
        ) as page
          join ticket_versions v on v.ticket_id = page.ticket_id and v.revision = page.revision
          join tickets t on t.id = page.ticket_id
      ) as listed on true
    order by created_at desc, id desc`.execute(db)
  return listedOf<PastTicketRow>(rows)
}

function isListed({ filter, moment }: PastQuestion): Condition {
  const { customer_id, ...others } = filter
  // Whose a ticket is never changes. An array, made once, is looked up in the key.
  const isTheirs =
    customer_id === undefined
      ? []
      : [
          sql<SqlBool>`ticket_id = any(array(select id from tickets where customer_id = ${customer_id}))`,
        ]
  return allOf([
    sql<SqlBool>`not is_deleted`,
    isInForceAt(moment),
    ...isTheirs,
    ...equalsAll(others),
  ])
}

/**
 * One customer has few tickets, which are counted. All others are the sum of the changes up to the moment,
 * or today's count less the changes since: whichever end of the log is nearer.
 */
function countOf(question: PastQuestion): RawBuilder<number> {
  const { customer_id, ...others } = question.filter
  if (customer_id !== undefined) {
    return sql<number>`(select count(*) from ticket_versions where ${isListed(question)})`
  }
  const { column, value } = placeOf(question.moment)
  const alike = allOf(equalsAll(others))
  const sumWhere = (relation: RawBuilder<unknown>) => sql<number>`(
    select coalesce(sum(change), 0) from report_states
    where ${column} ${relation} ${value} and ${alike})`
  return sql<number>`(case
    when ${value} > (select min(${column}) + (max(${column}) - min(${column})) / 2 from report_states)
    then (select coalesce(sum(n), 0) from ticket_counts where ${alike}) - ${sumWhere(sql`>`)}
    else ${sumWhere(sql`<=`)} end)::bigint`
}

function equalsAll(values: Readonly<Record<string, unknown>>): Condition[] {
  return Object.entries(values).flatMap(([field, value]) =>
    value === undefined ? [] : [sql<SqlBool>`${sql.ref(field)} = ${value}`],
  )
}
