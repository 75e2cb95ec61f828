import { sql, type Transaction } from 'kysely'
import { createReadModelTables } from './create-tables.ts'

/**
 * The tables of the read models, empty, in a schema that is made for them. Again: only what is missing.
 * @param transaction names all else with its schema from there on
 */
export async function makeTablesIn<Tables>(
  transaction: Transaction<Tables>,
  schema: string,
): Promise<void> {
  await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction)
  await sql`set local search_path = ${sql.id(schema)}, public`.execute(transaction)
  await createReadModelTables(transaction)
}
