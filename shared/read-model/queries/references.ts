import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import { plannedOnce } from '../planned-once.ts'
import type { ReadModelTables } from '../tables.ts'
import { isKnownBy } from './moments.ts'

export type ReferencedIds = {
  readonly departments: Iterable<number>
  readonly categories: Iterable<number>
  readonly products: Iterable<number>
  readonly customers: Iterable<number>
  readonly agents: Iterable<number>
  readonly labels: Iterable<number>
  readonly custom_fields: Iterable<number>
}

export const noReferences: ReferencedIds = {
  departments: [],
  categories: [],
  products: [],
  customers: [],
  agents: [],
  labels: [],
  custom_fields: [],
}

type Named = { readonly id: number; readonly name: string }

type CustomFieldName = { readonly id: number; readonly label: string; readonly type: string }

/** By id. What is missing does not exist or is deleted. */
export type References = {
  readonly departments: ReadonlyMap<number, Named>
  readonly categories: ReadonlyMap<number, Named>
  readonly products: ReadonlyMap<number, Named>
  readonly customers: ReadonlyMap<number, Named & { readonly email: string }>
  readonly agents: ReadonlyMap<number, Named>
  readonly labels: ReadonlyMap<number, Named & { readonly color: string }>
  readonly custom_fields: ReadonlyMap<number, CustomFieldName>
}

/** `detail` is what a reference shows beside its name: a customer's email, a label's colour, a custom field's type. */
type ReferenceRow = Named & { readonly table: keyof ReferencedIds; readonly detail: string }

/** What any number of ids stand for, in one statement. */
export async function findReferences(
  db: Kysely<ReadModelTables>,
  ids: ReferencedIds,
): Promise<References> {
  const { rows } = await sql<ReferenceRow>`${plannedOnce}
    ${living('departments', sql`''`, ids)}
    union all ${living('categories', sql`''`, ids)}
    union all ${living('products', sql`''`, ids)}
    union all ${living('customers', sql`email`, ids)}
    union all ${living('agents', sql`''`, ids)}
    union all ${living('labels', sql`color`, ids)}
    union all ${living('custom_fields', sql`type`, ids, sql`label`)}`.execute(db)

  return referencesOf(rows)
}

/**
 * What they were called then; one that was deleted by then is missing. What was not there yet is shown by its first
 * name: an imported ticket of then may refer to what this desk came to know later.
 */
export async function findReferencesAsOf(
  db: Kysely<ReadModelTables>,
  ids: ReferencedIds,
  moment: Moment,
): Promise<References> {
  const wanted = tableNames.flatMap((table) =>
    Array.from(new Set(ids[table]), (id) => ({ resource: streamsOf[table], id })),
  )
  if (wanted.length === 0) return referencesOf([])

  const { rows } = await sql<NameRow>`${plannedOnce}
    select resource, resource_id as id, name, detail, is_deleted, ${isKnownBy(moment)} as is_known
    from unnest(
      ${wanted.map(({ resource }) => resource)}::text[],
      ${wanted.map(({ id }) => id)}::bigint[]) as wanted (resource, resource_id)
    join reference_names using (resource, resource_id)
    order by position`.execute(db)
  return referencesOf(tableNames.flatMap((table) => namesOf(table, rows)))
}

/** What was not told anew by an event is null. */
type NameRow = {
  readonly resource: string
  readonly id: number
  readonly name: string | null
  readonly detail: string | null
  readonly is_deleted: boolean
  readonly is_known: boolean
}

/** @param rows in the order of the log */
function namesOf(table: keyof ReferencedIds, rows: readonly NameRow[]): ReferenceRow[] {
  const own = rows.filter(({ resource }) => resource === streamsOf[table])
  return [...Map.groupBy(own, ({ id }) => id)].flatMap(([id, of]) => {
    const known = of.filter(({ is_known }) => is_known)
    if (known.some(({ is_deleted }) => is_deleted)) return []
    const thenOrFirst = (column: 'name' | 'detail') => {
      const told = (row: NameRow) => row[column] !== null
      return (known.findLast(told) ?? of.find(told))?.[column] ?? ''
    }
    return [{ table, id, name: thenOrFirst('name'), detail: thenOrFirst('detail') }]
  })
}

const streamsOf: { readonly [table in keyof ReferencedIds]: string } = {
  departments: 'department',
  categories: 'category',
  products: 'product',
  customers: 'customer',
  agents: 'agent',
  labels: 'label',
  custom_fields: 'customField',
}

const tableNames = Object.keys(noReferences).map(parseTable)

function parseTable(table: string): keyof ReferencedIds {
  return table as keyof ReferencedIds
}

function referencesOf(rows: readonly ReferenceRow[]): References {
  const of = (table: keyof ReferencedIds) => rows.filter((row) => row.table === table)
  return {
    departments: byId(of('departments'), named),
    categories: byId(of('categories'), named),
    products: byId(of('products'), named),
    customers: byId(of('customers'), (row) => ({ ...named(row), email: row.detail })),
    agents: byId(of('agents'), named),
    labels: byId(of('labels'), (row) => ({ ...named(row), color: row.detail })),
    custom_fields: byId(of('custom_fields'), ({ id, name, detail }) => ({
      id,
      label: name,
      type: detail,
    })),
  }
}

function living(
  table: keyof ReferencedIds,
  detail: RawBuilder<unknown>,
  ids: ReferencedIds,
  name: RawBuilder<unknown> = sql`name`,
) {
  return sql`select ${sql.lit(table)} as "table", id, ${name} as name, ${detail} as detail
    from ${sql.table(table)}
    where id = any(${[...new Set(ids[table])]}::bigint[]) and not is_deleted`
}

const named = ({ id, name }: Named): Named => ({ id, name })

function byId<Reference extends { readonly id: number }>(
  rows: readonly ReferenceRow[],
  show: (row: ReferenceRow) => Reference,
): ReadonlyMap<number, Reference> {
  return new Map(rows.map((row) => [row.id, show(row)]))
}
