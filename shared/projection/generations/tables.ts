import { type Kysely, sql } from 'kysely'

/**
 * Which generations of the read models there are. Generation `n` lies in the schema `rm_<n>` and is the group
 * `rm_<n>` of the runner, but for the one that serves, which bears the name that everybody asks for.
 * Running it again changes nothing.
 */
export async function createGenerationTable<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table if not exists projection.read_model_generations (
      id integer generated always as identity primary key,
      state text not null check (state in ('filling', 'serving', 'kept')),
      tables text not null,
      folds text not null,
      made_at timestamptz(3) not null default clock_timestamp(),
      served_at timestamptz(3)
    )`.execute(db)
  await sql`
    create unique index if not exists read_model_generations_serving
      on projection.read_model_generations (state) where state = 'serving'`.execute(db)
}
