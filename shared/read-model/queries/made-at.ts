import type pg from 'pg'

/** When the database took its first migration, in ms since 1970; a copy that is restored keeps it. */
export async function readMadeAt(database: pg.Pool): Promise<number> {
  const { rows } = await database.query<{ at: string }>(
    'select min(timestamp) as at from migrations.kysely_migration',
  )
  const madeAt = Date.parse(rows[0]?.at ?? '')
  if (Number.isNaN(madeAt)) throw new Error('The database does not say when it was made')
  return madeAt
}
