import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Lease, renewLease, type Taken, takeLease } from '../lease.ts'
import { type Generation, ownName, takenAway } from './generation.ts'
import { IDLE_TIMEOUT_MS, LOCK } from './registry.ts'

/**
 * Its lease, if it still is what it was when it was listed. Under the lock, for a lease that is taken by a name that
 * nothing has any more leaves rows: once they bore the name that the next change gives to what has served.
 * @returns null while another process has it, and where one has changed over to it, or dropped it, meanwhile
 */
export async function takeGeneration(
  pool: pg.Pool,
  generation: Pick<Generation, 'id' | 'state'>,
): Promise<Taken | null> {
  const client = await pool.connect()
  let isDone = false
  try {
    await client.query('begin')
    await client.query(`set local idle_in_transaction_session_timeout = ${IDLE_TIMEOUT_MS}`)
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const taken = await takeIfAsListed(client, generation)
    await client.query('commit')
    isDone = true
    return taken
  } finally {
    client.release(!isDone) // closing it undoes what was not committed
  }
}

async function takeIfAsListed(
  client: pg.PoolClient,
  generation: Pick<Generation, 'id' | 'state'>,
): Promise<Taken | null> {
  const { rowCount } = await client.query(
    'select from projection.read_model_generations where id = $1 and state = $2',
    [generation.id, generation.state],
  )
  return rowCount === 1 ? takeLease(client, ownName(generation), randomUUID()) : null
}

/**
 * Who stood still for longer than the lease meets what others have done since with what it has taken, if only that
 * its tables are gone.
 */
export type Hold = {
  /** @throws Unavailable where the lease was lost */
  readonly requireHeld: () => Promise<void>
  /** @throws Unavailable instead of whatever `work` throws where the lease was lost */
  readonly whileHeld: <T>(work: () => Promise<T>) => Promise<T>
}

export function holdOf(pool: pg.Pool, lease: Lease): Hold {
  return {
    requireHeld: async () => {
      if (!(await renewLease(pool, lease))) throw takenAway(lease.name)
    },
    whileHeld: async (work) => {
      try {
        return await work()
      } catch (error) {
        const isOurs = await renewLease(pool, lease).catch(() => true) // nobody knows
        throw isOurs ? error : takenAway(lease.name, error)
      }
    },
  }
}
