import { type RawBuilder, type SqlBool, sql } from 'kysely'

export type Condition = RawBuilder<SqlBool>

/** True where there is nothing to ask. */
export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<SqlBool>`true`
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

/** What refers to something deleted refers to nothing, though the row keeps the id. */
export function refersTo(column: string, table: string, id: number): Condition {
  const row = sql.table(table)
  return sql<SqlBool>`(${sql.ref(column)} = ${id}
    and exists (select from ${row} where ${row}.id = ${id} and not ${row}.is_deleted))`
}
