import { type Kysely, type SqlBool, sql } from 'kysely'
import { type ResourceDefinition, storedFields } from '../../domain/resource/define-resource.ts'
import { columnOf } from '../../domain/resource/fields.ts'
import { resources } from '../../domain/resources.ts'
import type { JsonValue } from '../../kernel/event.ts'
import type { Page } from '../pagination.ts'
import type { ReadModelTables, ResourceColumns } from '../tables.ts'
import { allOf, type Condition } from './conditions.ts'
import { type Listed, readPage } from './read-page.ts'

/** A row of any declared resource: its stored fields beside what every one has. */
export type ResourceRow = ResourceColumns & { readonly [field: string]: JsonValue }

/** Equality, or membership where the field is a list. `field` is a stored field of the definition. */
export type ResourceFilter = { readonly field: string; readonly value: string | number | boolean }

type Db = Kysely<ReadModelTables>

export type ResourceQuestion = {
  readonly definition: ResourceDefinition
  readonly filters: readonly ResourceFilter[]
  readonly page: Page
  /** Also what was deleted. */
  readonly withDeleted?: boolean
}

/** In the definition's order, then by id, so that no row is on two pages. */
export function listResources(
  db: Db,
  { definition, filters, page, withDeleted = false }: ResourceQuestion,
): Promise<Listed<ResourceRow>> {
  const where = allOf([...(withDeleted ? [] : [living]), ...allFiltered(definition, filters)])
  const from = sql.table(definition.table)
  return readPage(db, { from, where, orderBy: orderOf(definition), page })
}

/** The whole list, for those that are short by nature. */
export async function findAllResources(
  db: Db,
  definition: ResourceDefinition,
  filters: readonly ResourceFilter[],
): Promise<ResourceRow[]> {
  const { rows } = await sql<ResourceRow>`
    select * from ${sql.table(definition.table)}
    where ${allOf([living, ...allFiltered(definition, filters)])}
    order by ${sql.join(orderOf(definition))}`.execute(db)
  return rows
}

/** @returns `null` also where it is deleted */
export async function findResource(
  db: Db,
  definition: ResourceDefinition,
  id: number,
): Promise<ResourceRow | null> {
  const row = await findResourceEver(db, definition, id)
  return row === null || row.is_deleted ? null : row
}

/** @returns what was deleted, too */
export async function findResourceEver(
  db: Db,
  definition: ResourceDefinition,
  id: number,
): Promise<ResourceRow | null> {
  const table = sql.table(definition.table)
  const { rows } = await sql<ResourceRow>`select * from ${table} where id = ${id}`.execute(db)
  return rows[0] ?? null
}

const living = sql<SqlBool>`not is_deleted`

function allFiltered(
  definition: ResourceDefinition,
  filters: readonly ResourceFilter[],
): Condition[] {
  return filters.map((filter) => filtered(definition, filter))
}

/** What was deleted is referred to by nothing. */
function filtered(definition: ResourceDefinition, { field, value }: ResourceFilter): Condition {
  const matches = isList(definition, field)
    ? sql<SqlBool>`${value} = any(${sql.ref(field)})`
    : sql<SqlBool>`${sql.ref(field)} = ${value}`
  const referred = resources.find(({ name }) => name === definition.refers_to[field])
  if (!referred) return matches
  return allOf([
    matches,
    sql<SqlBool>`exists (select from ${sql.table(referred.table)} as referred
      where referred.id = ${value} and not referred.is_deleted)`,
  ])
}

function isList(definition: ResourceDefinition, field: string): boolean {
  const schema = storedFields(definition)[field]
  return schema !== undefined && columnOf(schema).endsWith('[]')
}

function orderOf({ order_by }: ResourceDefinition) {
  const named = order_by.map(({ field, direction }) => sql`${sql.ref(field)} ${sql.raw(direction)}`)
  return [...named, sql`id`]
}
