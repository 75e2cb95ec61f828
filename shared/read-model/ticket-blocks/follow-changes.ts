import { type Kysely, sql } from 'kysely'
import { requireOneGeneration } from '../one-generation.ts'
import type { ReadModelTables } from '../tables.ts'
import { countChanges } from './count-changes.ts'
import { cutAgain, cutAllLists, cutNewLists, type Sizes } from './cut.ts'

// Blocks of long lists: how many tickets each stretch of a list has, so that a page far down is found without
// passing all that comes before it (`queries/ticket-blocks.ts`). Counting one ticket into its lists costs more
// than projecting it in a batch, so the projector does not wait for it: every thousand changes or so they are
// counted here, together and beside its own work. Until then readers add them one by one.

type Db = Kysely<ReadModelTables>

/** A reader adds these one by one: about half a millisecond. */
const CHANGES_AT_ONCE = 1_000

/** A block of 256 is found and read through in a millisecond; a list below two of them needs none. */
const SIZES: Sizes = { shortest: 256 }

export type Following = { readonly sizes?: Sizes; readonly atLeast?: number }

/**
 * Counts what has changed since the last time into the blocks, where it is enough to be worth it.
 * One process after the other.
 * @returns whether it was enough
 * @throws Unavailable where other read models have come to serve meanwhile; then nothing was counted
 */
export function followChanges(db: Db, how: Following = {}): Promise<boolean> {
  const { sizes = SIZES, atLeast = CHANGES_AT_ONCE } = how
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => {
      // Before anything else: the snapshot is taken after it, and has all that another has counted.
      await sql`lock table ticket_blocks_position in exclusive mode`.execute(snapshot)
      const position = await findPosition(snapshot)
      if (!(await hasChanged(snapshot, position, atLeast))) return false
      if (position === null) await cutAllLists(snapshot, sizes)
      else await follow(snapshot, position, sizes)
      await moveToEnd(snapshot)
      await requireOneGeneration(snapshot)
      return true
    })
}

/** For whoever writes changes of the past, in the same transaction: the next call begins anew. */
export const forgetBlocks = ['delete from ticket_blocks_position', 'delete from ticket_blocks']

async function follow(db: Db, position: number, sizes: Sizes): Promise<void> {
  const { changed, customers } = await countChanges(db, position)
  await cutAgain(db, sizes, changed)
  await cutNewLists(db, sizes, customers)
}

async function findPosition(db: Db): Promise<number | null> {
  const row = await db.selectFrom('ticket_blocks_position').select('position').executeTakeFirst()
  return row?.position ?? null
}

async function hasChanged(db: Db, position: number | null, atLeast: number): Promise<boolean> {
  const found = await db
    .selectFrom('report_states')
    .select('position')
    .where('position', '>', position ?? -1)
    .orderBy('position')
    .limit(1)
    .offset(atLeast - 1)
    .executeTakeFirst()
  return found !== undefined
}

async function moveToEnd(db: Db): Promise<void> {
  await sql`
    insert into ticket_blocks_position select 1, max(position) from report_states
    on conflict (id) do update set position = excluded.position`.execute(db)
}
