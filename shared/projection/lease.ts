import type pg from 'pg'

/** Short enough that a standby leads within a few seconds of the owner's death; renewed three times in it. */
const LEASE_MS = 3_000
export const RENEW_EVERY_MS = 1_000

/** Held by one process at a time. It only saves work: what keeps two owners apart is the checkpoint's epoch. */
export type Lease = { readonly name: string; readonly owner: string; readonly epoch: bigint }

export type Taken = { readonly lease: Lease; readonly position: bigint }

/**
 * `clock_timestamp()`, because `now()` stands still within a transaction. An owner takes its own lease
 * back at once, with a new epoch, so that a statement of its lost connection cannot commit any more.
 */
const takeSql = `
with taken as (
  insert into projection_ownership as o (name, owner, epoch, expires_at)
  select $1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond'
  where not exists (
    select 1 from projection_ownership
    where name = $1 and owner <> $2 and expires_at >= clock_timestamp())
  on conflict (name) do update
    set owner = excluded.owner, epoch = o.epoch + 1, expires_at = excluded.expires_at
    where o.owner = excluded.owner or o.expires_at < clock_timestamp()
  returning epoch
)
insert into projection_checkpoint as c (name, position, epoch)
select $1, -1, epoch from taken
on conflict (name) do update set epoch = excluded.epoch
returning c.epoch, c.position`

/** @returns `null` while someone else holds it */
export async function takeLease(
  database: pg.Pool | pg.PoolClient,
  name: string,
  owner: string,
): Promise<Taken | null> {
  const { rows } = await database.query<{ epoch: string; position: string }>(takeSql, [
    name,
    owner,
    LEASE_MS,
  ])
  const [row] = rows
  if (row === undefined) return null
  return {
    lease: { name, owner, epoch: BigInt(row.epoch) },
    position: BigInt(row.position),
  }
}

/** @returns whether it is still ours */
export async function renewLease(database: pg.Pool, lease: Lease): Promise<boolean> {
  const { rowCount } = await database.query(
    `update projection_ownership set expires_at = clock_timestamp() + $4 * interval '1 millisecond'
     where name = $1 and owner = $2 and epoch = $3`,
    [lease.name, lease.owner, String(lease.epoch), LEASE_MS],
  )
  return rowCount === 1
}

/** So that a standby need not wait for the lease to run out. Nobody's then, for a renewal may still be on its way. */
export async function releaseLease(database: pg.Pool, lease: Lease): Promise<void> {
  await database.query(
    `update projection_ownership set owner = 'nobody', expires_at = clock_timestamp() - interval '1 second'
     where name = $1 and owner = $2 and epoch = $3`,
    [lease.name, lease.owner, String(lease.epoch)],
  )
}

export async function readCheckpoint(database: pg.Pool, name: string): Promise<bigint | null> {
  const { rows } = await database.query<{ position: string }>(
    'select position from projection_checkpoint where name = $1',
    [name],
  )
  return rows[0] === undefined ? null : BigInt(rows[0].position)
}

/** Whether somebody holds it now. */
export async function isLeased(database: pg.Pool, name: string): Promise<boolean> {
  const { rowCount } = await database.query(
    'select 1 from projection_ownership where name = $1 and expires_at >= clock_timestamp()',
    [name],
  )
  return rowCount === 1
}
