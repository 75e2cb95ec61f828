import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import { deliveryOf, hears } from './delivery-of.ts'

type Replaying = {
  readonly db: Kysely<NotifierTables>
  readonly log: Pick<EventStore, 'readAll'>
  readonly signal: AbortSignal
  /** Deliveries were written. */
  readonly onDeliveries: () => void
  /** Name: `before-page`, between what was read and what is written of it. */
  readonly faultPoint?: FaultPoint
}

/** Events may have up to 1 MiB each. */
const PAGE = 250

/** A replay rests while its webhook has more than this to do: the log is the place to wait in. */
const MOST_PENDING = 1_000

type ReplayRow = {
  readonly id: number
  readonly webhook_id: number
  readonly after: string
  readonly until: string
  readonly reached: string
  readonly events: readonly string[]
}

/**
 * Works off what is to be delivered again, a page of each replay in turn, until all are done, their webhooks have
 * enough to do, or the log does not come further yet. What was reached is written with the deliveries, so whoever
 * comes next goes on from there.
 */
export async function workOffReplays(replaying: Replaying): Promise<void> {
  for (let areMoving = true; areMoving; ) {
    areMoving = false
    for (const replay of await findReady(replaying.db)) {
      if (replaying.signal.aborted) return
      if (await replayPage(replaying, replay)) areMoving = true
    }
    if (areMoving) replaying.onDeliveries()
  }
}

/** Not before the fold knows the webhook as who asked for the replay did. */
async function findReady(db: Kysely<NotifierTables>): Promise<ReplayRow[]> {
  const { rows } = await sql<ReplayRow>`
    select r.id, r.webhook_id, r.after, r.until, r.reached, w.events
    from notifier.webhook_replays r join notifier.webhooks w on w.id = r.webhook_id
    where r.ended_at is null and w.status = 'active' and not w.is_deleted
      and w.revision >= r.asked_revision and (
        select count(*) from (
          select from notifier.webhook_deliveries d
          where d.webhook_id = r.webhook_id and d.state = 'pending' limit ${MOST_PENDING}
        ) pending
      ) < ${MOST_PENDING}
    order by r.id`.execute(db)
  return rows
}

/**
 * A replay is over where it has come to its end, and not where the log ends: a node that follows may be behind the one
 * that the api asked.
 * @returns whether there was anything to look at
 */
async function replayPage(replaying: Replaying, replay: ReplayRow): Promise<boolean> {
  const { db, log, faultPoint } = replaying
  const [after, until] = [BigInt(replay.after), BigInt(replay.until)]
  const from = BigInt(replay.reached)
  const page = await log.readAll({ from, maxCount: PAGE })
  if (page.reached === from) return false
  const webhook = { id: replay.webhook_id, events: replay.events }
  const wanted = page.events.filter(
    (event) => event.position > after && event.position <= until && hears(webhook, event),
  )
  const isLast = page.reached >= until
  await faultPoint?.('before-page')
  await db.transaction().execute(async (tables) => {
    const isOurs = await move(tables, replay, {
      reached: isLast ? until : page.reached,
      isLast,
      count: wanted.length,
    })
    if (isOurs) await deliverAgain(tables, replay.webhook_id, wanted)
  })
  return true
}

/** @returns whether nobody else did it meanwhile */
async function move(
  db: Kysely<NotifierTables>,
  { id, reached: from }: ReplayRow,
  { reached, isLast, count }: { reached: bigint; isLast: boolean; count: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifier.webhook_replays
    set reached = ${String(reached)}, deliveries = deliveries + ${count},
      ended_at = case when ${isLast} then clock_timestamp() end
    where id = ${id} and reached = ${from} and ended_at is null`.execute(db)
  return numAffectedRows === 1n
}

/** What is pending already stays as it is. */
async function deliverAgain(
  db: Kysely<NotifierTables>,
  webhookId: number,
  events: readonly RecordedEvent[],
): Promise<void> {
  if (events.length === 0) return
  const now = new Date().toISOString()
  const rows = events.map((event) => deliveryOf(event, webhookId, now))
  await sql`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, due_at, give_at, created_at)
    select id, webhook_id, event_id, event_type, position, stream, revision, due_at, give_at,
      created_at
    from jsonb_populate_recordset(null::notifier.webhook_deliveries, ${JSON.stringify(rows)}::jsonb)
    order by position
    on conflict (id) do update
    set state = 'pending', settled_at = null, earlier_attempts = webhook_deliveries.attempts,
      due_at = excluded.due_at, give_at = excluded.give_at
    where webhook_deliveries.state <> 'pending'`.execute(db)
}
