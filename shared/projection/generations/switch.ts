import pg from 'pg'
import type { Position } from '../../kernel/position.ts'
import { Unavailable } from '../../kernel/unavailable.ts'
import { servingSchema } from '../../read-model/tables.ts'
import type { Lease } from '../lease.ts'
import { type Generation, ownName, servingChannel, servingGroup, takenAway } from './generation.ts'
import { IDLE_TIMEOUT_MS, LOCK } from './registry.ts'

/** The read models that serve, standing still: their projector waits until this is given back. */
export type Held = AsyncDisposable & {
  readonly serving: Generation
  readonly position: Position
  /**
   * From here on the other generation serves, for everybody at once; both have to be at one position.
   * @throws where it is not in the hands of that lease any more; then nothing has changed
   */
  readonly switchTo: (next: Generation, lease: Lease) => Promise<void>
}

/** A batch takes less; what takes longer is tried again, by who calls this. */
const LOCK_TIMEOUT_MS = 3_000
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Takes the locks in the order of `takeLease`: ownership before checkpoint, and the rows that serve before
 * those that do not. A batch locks one checkpoint row only, so nobody can wait in a circle.
 * @throws Unavailable where somebody else holds them for longer than a batch takes
 */
export async function holdServing(pool: pg.Pool): Promise<Held> {
  const client = await pool.connect()
  const run = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<R>(text, values)).rows
  try {
    await run('begin')
    await run(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
    await run(`set local idle_in_transaction_session_timeout = ${IDLE_TIMEOUT_MS}`)
    await run('set local synchronous_commit = on')
    await run('select pg_advisory_xact_lock($1)', [LOCK])
    const serving = await findServing(run)
    const position = await lockGroup(run, servingGroup)
    return {
      serving,
      position,
      switchTo: (next, lease) => switchOver(run, { serving, position, next, lease }),
      [Symbol.asyncDispose]: async () => {
        // Closing it undoes what was not committed, also where it does not answer any more.
        client.release(true)
      },
    }
  } catch (error) {
    client.release(true)
    if (!(error instanceof pg.DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error
    const message = 'Somebody else holds the checkpoint of the rows that serve'
    throw new Unavailable('projection', message, { cause: error })
  }
}

type Query = <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>

async function findServing(run: Query): Promise<Generation> {
  const [serving] = await run<Generation>(
    `select id, state, tables, folds from projection.read_model_generations where state = 'serving'`,
  )
  if (serving === undefined) throw new Error('No read models serve')
  return serving
}

/** A group that has never run has no rows yet, and nothing that is not there can be locked. */
async function lockGroup(run: Query, name: string): Promise<Position> {
  await run(
    `insert into projection_ownership (name, owner, epoch, expires_at)
     values ($1, 'nobody', 0, '-infinity') on conflict do nothing`,
    [name],
  )
  await run('select 1 from projection_ownership where name = $1 for update', [name])
  await run(
    `insert into projection_checkpoint (name, position, epoch) values ($1, -1, 0)
     on conflict do nothing`,
    [name],
  )
  const [row] = await run<{ position: string }>(
    'select position::text from projection_checkpoint where name = $1 for update',
    [name],
  )
  if (row === undefined) throw new Error(`${name} has no checkpoint`)
  return BigInt(row.position)
}

type Switch = {
  readonly serving: Generation
  readonly position: Position
  readonly next: Generation
  readonly lease: Lease
}

/**
 * Renaming a schema takes no lock on its tables: a statement that has begun ends on the rows it has found,
 * and the next one of any session is planned anew. Both groups get an epoch that nobody has, so whoever
 * wrote to either finds its checkpoint gone and begins again.
 */
async function switchOver(run: Query, { serving, position, next, lease }: Switch): Promise<void> {
  const [old, own] = [ownName(serving), ownName(next)]
  const reached = await lockGroup(run, own)
  await requireOurs(run, { next, lease })
  if (reached !== position) throw new Error(`${own} is at ${reached}, not at ${position}`)

  const epoch = await newEpoch(run, [servingGroup, own, old])
  await dropStray(run, old)
  await run(`alter schema ${servingSchema} rename to ${old}`)
  await run(`alter schema ${own} rename to ${servingSchema}`)
  for (const [name, becomes] of [
    [servingGroup, old],
    [own, servingGroup],
  ] as const) {
    for (const table of ['ownership', 'checkpoint']) {
      await run(`update projection_${table} set name = $2, epoch = $3 where name = $1`, [
        name,
        becomes,
        epoch,
      ])
    }
    await run('update projection_parked set name = $2 where name = $1', [name, becomes])
  }
  await run(`update projection_ownership set expires_at = '-infinity' where name = any($1)`, [
    [servingGroup, old],
  ])
  await run(`update projection.read_model_generations set state = 'kept' where id = $1`, [
    serving.id,
  ])
  await run(
    `update projection.read_model_generations
     set state = 'serving', served_at = clock_timestamp() where id = $1`,
    [next.id],
  )
  await run('select pg_notify($1, $2)', [servingChannel, String(position)])
  await run('commit')
}

async function requireOurs(
  run: Query,
  { next, lease }: Pick<Switch, 'next' | 'lease'>,
): Promise<void> {
  const found = await run(
    `select 1 from projection.read_model_generations g, projection_checkpoint c
     where g.id = $1 and g.state = $2 and c.name = $3 and c.epoch = $4`,
    [next.id, next.state, lease.name, String(lease.epoch)],
  )
  if (found.length === 0) throw takenAway(lease.name)
}

/**
 * What serves has none of its own name. Versions of the program from before this left some where they took the lease
 * of what had just come to serve, or made its indexes, and nothing could change over any more.
 */
async function dropStray(run: Query, old: string): Promise<void> {
  await run(`drop schema if exists ${old} cascade`)
  for (const table of ['ownership', 'checkpoint', 'parked']) {
    await run(`delete from projection_${table} where name = $1`, [old])
  }
}

async function newEpoch(run: Query, names: readonly string[]): Promise<string> {
  const [row] = await run<{ epoch: string }>(
    `select (max(epoch) + 1)::text as epoch from (
       select name, epoch from projection_ownership union all
       select name, epoch from projection_checkpoint) e
     where name = any($1)`,
    [names],
  )
  return row?.epoch ?? '1'
}
