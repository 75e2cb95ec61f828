import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DeliveryState, NotifierTables } from '../notification-tables.ts'
import { allOf, type Condition } from './conditions.ts'

type Db = Kysely<NotifierTables>

/** Where deliveries lie: tables with the columns of a delivery, each with how it names channel and receiver. */
const sources: readonly {
  readonly table: string
  readonly channel: RawBuilder<string>
  readonly agent: RawBuilder<unknown>
  readonly webhook: RawBuilder<unknown>
  /** Begins a retry: the tries that were made do not count for it. */
  readonly forgive: RawBuilder<unknown>
  /** A digest is retried whole, since it goes out under one id. */
  readonly together: RawBuilder<unknown>
}[] = [
  {
    table: 'notifier.deliveries',
    channel: sql`channel`,
    agent: sql`agent_id`,
    webhook: sql`null::bigint`,
    forgive: sql`attempts = 0`,
    together: sql`digest_id`,
  },
  {
    table: 'notifier.webhook_deliveries',
    channel: sql`'account_webhook'`,
    agent: sql`null::bigint`,
    webhook: sql`webhook_id`,
    forgive: sql`earlier_attempts = attempts`,
    together: sql`null::uuid`,
  },
]

/** A delivery without anything of what it says. */
export type DeliverySummary = {
  readonly id: string
  readonly channel: string
  readonly state: DeliveryState
  readonly agent_id: number | null
  readonly webhook_id: number | null
  readonly attempts: number
  readonly last_error: string | null
  readonly created_at: string
  readonly due_at: string
  readonly settled_at: string | null
}

export type DeliveryFilter = {
  readonly ids?: readonly string[]
  readonly state?: DeliveryState | undefined
  readonly channel?: string | undefined
  readonly agentId?: number | undefined
  readonly webhookId?: number | undefined
}

/** Of all channels, those that wait the longest first. */
export async function listDeliveries(
  db: Db,
  filter: DeliveryFilter,
  limit: number,
): Promise<DeliverySummary[]> {
  const { rows } = await sql<DeliverySummary>`
    select * from (${sql.join(sources.map(selectOf), sql` union all `)}) as found
    where ${allOf(conditionsOf(filter))}
    order by created_at, id limit ${limit}`.execute(db)
  return rows
}

/**
 * Failed and cancelled ones are tried anew with all their tries, those that wait for a later try are tried now. What
 * is in a worker's hand, delivered, or not due for the first time stays as it is.
 * @returns how many
 */
export function retryDeliveries(db: Db, filter: DeliveryFilter): Promise<number> {
  return change(db, filter, {
    which: sql<SqlBool>`(state in ('failed', 'cancelled')
      or (state = 'pending' and attempts > 0 and claimed_by is null))`,
    set: ({ forgive }) => sql`state = 'pending', ${forgive}, claimed_by = null, settled_at = null,
      due_at = clock_timestamp(), give_at = clock_timestamp()`,
  })
}

/** What was settled by a person says so. */
const CANCELLED_BY_HAND = 'cancelled-by-hand'

/**
 * Pending ones are never tried again, failed ones need nobody any more. One that a worker has in hand at this moment
 * may still arrive.
 * @returns how many
 */
export function cancelDeliveries(db: Db, filter: DeliveryFilter): Promise<number> {
  return change(db, filter, {
    which: sql<SqlBool>`state in ('pending', 'failed')`,
    set: () => sql`state = 'cancelled', last_error = ${CANCELLED_BY_HAND}, claimed_by = null,
      settled_at = clock_timestamp()`,
  })
}

type Change = {
  readonly which: Condition
  readonly set: (source: (typeof sources)[number]) => RawBuilder<unknown>
}

async function change(db: Db, filter: DeliveryFilter, { which, set }: Change): Promise<number> {
  let changed = 0n
  for (const source of sources) {
    const table = sql.table(source.table)
    const { numAffectedRows = 0n } = await sql`
      with chosen as (
        select id, together from (${selectOf(source)}) as found
        where ${allOf(conditionsOf(filter))}
      )
      update ${table} set ${set(source)}
      where (id in (select id from chosen)
        or ${source.together} in (select together from chosen)) and ${which}`.execute(db)
    changed += numAffectedRows
  }
  return Number(changed)
}

function selectOf({ table, channel, agent, webhook, together }: (typeof sources)[number]) {
  return sql`
    select id, ${channel} as channel, state, ${agent} as agent_id, ${webhook} as webhook_id, attempts,
      last_error, created_at, due_at, settled_at, ${together} as together
    from ${sql.table(table)}`
}

function conditionsOf({ ids, state, channel, agentId, webhookId }: DeliveryFilter): Condition[] {
  return [
    ...(ids === undefined ? [] : [sql<SqlBool>`id = any(${[...ids]}::uuid[])`]),
    ...(state === undefined ? [] : [sql<SqlBool>`state = ${state}`]),
    ...(channel === undefined ? [] : [sql<SqlBool>`channel = ${channel}`]),
    ...(agentId === undefined ? [] : [sql<SqlBool>`agent_id = ${agentId}`]),
    ...(webhookId === undefined ? [] : [sql<SqlBool>`webhook_id = ${webhookId}`]),
  ]
}

/** What of a channel's deliveries is not settled, and what needs a person. */
export type Unsettled = {
  readonly channel: string
  readonly pending: number
  /** Since the event of the oldest pending one; 0 where nothing is pending. */
  readonly oldest_pending_seconds: number
  /** How often that pending one was tried that was tried most. */
  readonly most_attempts: number
  /** For good: all their tries were made. */
  readonly failed: number
}

/** Of every channel that has any. */
export async function countUnsettled(db: Db): Promise<Unsettled[]> {
  const counts = sources.map(
    ({ table, channel }) => sql`
      select ${channel} as channel,
        count(*) filter (where state = 'pending') as pending,
        coalesce(extract(epoch from clock_timestamp() - min(created_at)
          filter (where state = 'pending')), 0)::float8 as oldest_pending_seconds,
        coalesce(max(attempts) filter (where state = 'pending'), 0) as most_attempts,
        count(*) filter (where state = 'failed') as failed
      from ${sql.table(table)} where state = 'pending' or state = 'failed' group by 1`,
  )
  const { rows } = await sql<Unsettled>`${sql.join(counts, sql` union all `)}`.execute(db)
  return rows
}
