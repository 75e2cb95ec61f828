import { type Kysely, sql } from 'kysely'
import { Unavailable } from '../kernel/unavailable.ts'
import type { ReadModelTables } from './tables.ts'

/**
 * For a transaction of several statements, as its last one before it is committed: each of them finds its tables by
 * name, and a change between two of them gives the name to others. A transaction locks what it touches until it ends,
 * so its locks tell; nobody has to wait, which a lock against the change would cost.
 * @throws Unavailable where it has touched the read models of two generations
 */
export async function requireOneGeneration(transaction: Kysely<ReadModelTables>): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct coalesce(c.relnamespace, 0)) as n
    from pg_locks l left join pg_class c on c.oid = l.relation
    where l.pid = pg_backend_pid() and l.relation is not null
      and (c.oid is null or c.relkind = 'r' and c.relnamespace <> 'pg_catalog'::regnamespace)`.execute(
    transaction,
  )
  if (rows[0]?.n === 1) return
  throw new Unavailable('projection', 'Meanwhile other read models have come to serve')
}
