import { type Kysely, sql } from 'kysely'

/** Tables with their schema, as those of a projection. */
type Wanted = readonly { readonly table: string; readonly columns: readonly string[] }[]

/** Whether migrations have made all of it. */
export async function hasColumns<Tables>(db: Kysely<Tables>, wanted: Wanted): Promise<boolean> {
  const columns = wanted.flatMap(({ table, columns }) =>
    columns.map((name) => ({ table_name: table, name })),
  )
  const { rows } = await sql<{ is_there: boolean }>`
    select bool_and(attribute.attname is not null) as is_there
    from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as wanted (table_name text, name text)
    left join pg_attribute attribute on attribute.attrelid = to_regclass(wanted.table_name)
      and attribute.attname = wanted.name and not attribute.attisdropped`.execute(db)
  return rows[0]?.is_there ?? true
}
