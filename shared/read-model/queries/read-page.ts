import { type Kysely, type RawBuilder, sql } from 'kysely'
import { offsetIn, type Page } from '../pagination.ts'
import type { Condition } from './conditions.ts'

/** One page of a list, and how many there are on all pages. */
export type Listed<Row> = { readonly rows: Row[]; readonly total: number }

export type PageQuestion = {
  readonly from: RawBuilder<unknown>
  readonly where: Condition
  /** What is listed; all columns unless given. */
  readonly columns?: RawBuilder<unknown>
  /** By listed columns, the last of them unique. */
  readonly orderBy: readonly RawBuilder<unknown>[]
  readonly page: Page
}

/** A page, and how many there are on all pages as of the same moment: one statement, one snapshot. */
export async function readPage<Row extends { readonly id: number }, Tables>(
  db: Kysely<Tables>,
  { from, where, columns = sql`*`, orderBy, page }: PageQuestion,
): Promise<Listed<Row>> {
  const order = sql.join(orderBy)
  const { rows } = await sql<Counted<Row>>`
    select listed.*, counted."total of all pages"
    from (select count(*) as "total of all pages" from ${from} where ${where}) as counted
      left join (
        select ${columns} from ${from} where ${where}
        order by ${order} limit ${page.per_page} offset ${offsetIn(page)}
      ) as listed on true
    order by ${order}`.execute(db)
  return listedOf<Row>(rows)
}

type Total = { readonly 'total of all pages': number }

/** Past the end there is a row that has nothing but the total. */
export type Counted<Row> = (Row & Total) | (Total & { readonly id: null })

export function listedOf<Row extends { readonly id: number }>(
  counted: readonly Counted<Row>[],
): Listed<Row> {
  const rows = counted.flatMap((both) => {
    const { 'total of all pages': _, ...row } = both
    return row.id === null ? [] : [parseRow<Row>(row)]
  })
  return { rows, total: counted[0]?.['total of all pages'] ?? 0 }
}

function parseRow<Row>(row: object): Row {
  return row as Row
}
