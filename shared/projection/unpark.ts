import type pg from 'pg'
import type { EventStore } from '../event-store/event-store.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { type Statement, writeBatch } from './batch-statement.ts'
import { readColumns } from './columns.ts'
import { foldBatch } from './fold-batch.ts'
import { fetchMissingRows } from './missing-rows.ts'
import type { Projection } from './projection.ts'
import { createRowCache } from './row-cache.ts'
import { stageRows } from './staged-rows.ts'

export type ParkedEvent = {
  /** The group that could not apply it. */
  readonly name: string
  /** In decimal. */
  readonly position: string
  readonly stream: string
  readonly revision: number
  readonly event_id: string
  readonly event_type: string
  readonly error: string
  readonly parked_at: string
}

/** Of all groups, and all streams, where none is given. */
export type Which = { readonly group?: string | undefined; readonly stream?: string | undefined }

/** Group by group, in the order of the log. */
export async function listParked(database: pg.Pool, which: Which = {}): Promise<ParkedEvent[]> {
  const { rows } = await database.query<ParkedEvent>(
    `select name, position::text, stream, revision, event_id, event_type, error, parked_at
     from projection_parked
     where ($1::text is null or name = $1) and ($2::text is null or stream = $2)
     order by name, position`,
    [which.group ?? null, which.stream ?? null],
  )
  return rows
}

export type Unparking = {
  readonly database: pg.Pool
  readonly store: Pick<EventStore, 'readStream'>
  readonly projections: readonly Projection[]
  readonly group: string
  readonly stream: string
  /** Leaves the first of them out, for good. */
  readonly discard: { readonly by: string; readonly reason: string } | null
  /** Statements, in the same transaction, for what follows the rows and goes by positions that it has passed. */
  readonly afterwards?: readonly string[]
}

const LOCK_TIMEOUT_MS = 5_000

/**
 * Applies the parked events of a stream in their order and frees the stream, in one transaction that nobody
 * else's batch can cross: the group gets a new epoch, so its owner begins again and learns of it.
 * @returns how many were applied; null where the stream is not parked
 * @throws PoisonEvent, NotForColumn, or what Postgres says of a value, where one of them still cannot be applied
 */
export async function unpark(unparking: Unparking): Promise<number | null> {
  const client = await unparking.database.connect()
  let isDone = false
  try {
    await client.query('begin')
    const applied = await unparkIn(client, unparking)
    // Where nothing was parked the owner of the group is left alone.
    await client.query(applied === null ? 'rollback' : 'commit')
    isDone = true
    return applied
  } finally {
    client.release(!isDone) // closing it undoes what was not committed
  }
}

async function unparkIn(client: pg.PoolClient, unparking: Unparking): Promise<number | null> {
  const { projections, group } = unparking
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
  const { epoch, position } = await takeOver(client, group)
  const parked = await readParked(client, unparking)
  if (parked === null) return null

  const events = unparking.discard === null ? parked : parked.slice(1)
  const ask = async ({ text, values }: Statement) => (await client.query(text, [...values])).rows
  const cache = createRowCache()
  const columnsOf = await readColumns(ask, projections)
  await fetchMissingRows({ projections, events, cache, columnsOf, rowsMayReach: position }, ask)
  const staged = stageRows(cache)
  foldBatch(projections, events, staged)
  const move = { name: group, epoch, from: position, to: position, notifyChannel: undefined }
  await ask(writeBatch(staged.writes(), move, columnsOf))
  for (const statement of unparking.afterwards ?? []) await client.query(statement)
  if (unparking.discard !== null) await noteDiscarded(client, unparking, unparking.discard)
  await client.query('delete from projection_parked where name = $1 and stream = $2', [
    group,
    unparking.stream,
  ])
  return events.length
}

/** In the order of `takeLease`: ownership before checkpoint. */
async function takeOver(
  client: pg.PoolClient,
  group: string,
): Promise<{ epoch: bigint; position: bigint }> {
  const disown = () =>
    client.query(
      `update projection_ownership set epoch = epoch + 1, expires_at = '-infinity' where name = $1`,
      [group],
    )
  // One that has waited for a change of generations finds no row: the name is another row's by then.
  if ((await disown()).rowCount === 0) await disown()
  const { rows } = await client.query<{ epoch: string; position: string }>(
    `update projection_checkpoint c set epoch = o.epoch from projection_ownership o
     where c.name = $1 and o.name = c.name returning c.epoch::text, c.position::text`,
    [group],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`${group} has never run`)
  return { epoch: BigInt(row.epoch), position: BigInt(row.position) }
}

async function readParked(
  client: pg.PoolClient,
  { store, group, stream }: Unparking,
): Promise<RecordedEvent[] | null> {
  const { rows } = await client.query<{ revision: number }>(
    'select revision from projection_parked where name = $1 and stream = $2 order by revision',
    [group, stream],
  )
  const [first] = rows
  if (first === undefined) return null
  const revisions = new Set(rows.map(({ revision }) => revision))
  const later = await store.readStream(stream, { fromRevision: first.revision })
  const events = later.filter(({ revision }) => revisions.has(revision))
  if (events.length !== rows.length) throw new Error(`The log lacks parked events of ${stream}`)
  return events
}

/** The table is made when it is first needed, beside the parked ones: most desks never have one. */
async function noteDiscarded(
  client: pg.PoolClient,
  { group, stream }: Unparking,
  { by, reason }: NonNullable<Unparking['discard']>,
): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(
    `select relnamespace::regnamespace::text as schema from pg_class
     where oid = 'projection_parked'::regclass`,
  )
  const table = `${rows[0]?.schema ?? 'projection'}.projection_discarded`
  await client.query(
    `create table if not exists ${table} (
       like projection_parked including all,
       discarded_at timestamptz not null default clock_timestamp(),
       discarded_by text not null,
       reason text not null)`,
  )
  await client.query(
    `insert into ${table}
       (name, position, stream, revision, event_id, event_type, error, parked_at, discarded_by, reason)
     select name, position, stream, revision, event_id, event_type, error, parked_at, $3, $4
     from projection_parked where name = $1 and stream = $2 order by position limit 1`,
    [group, stream, by, reason],
  )
}
