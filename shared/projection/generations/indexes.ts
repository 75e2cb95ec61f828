import { type Kysely, sql } from 'kysely'

/**
 * All but the keys, which writing needs. They come back with `makeTablesIn`: made in one go over full
 * tables they cost a fraction of what entry by entry does.
 */
export async function dropSecondaryIndexes<Tables>(
  db: Kysely<Tables>,
  schema: string,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and not i.indisprimary
      and not exists (select 1 from pg_constraint where conindid = i.indexrelid)`.execute(db)
  for (const { name } of rows) await sql`drop index ${sql.id(schema, name)}`.execute(db)
}
