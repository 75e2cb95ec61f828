import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DeliveryRows } from './delivery-kind.ts'
import {
  APART_WITHIN_MS,
  DEATHS_TOGETHER,
  GIVE_AGAIN_MS,
  GIVE_BATCH,
  LEASE_MS,
  MOST_OF_A_PROMPT_RECEIVER,
  MOST_OF_THE_SLOW,
} from './limits.ts'
import type { KnownReceivers } from './receiver-times.ts'

/**
 * Takes the pending deliveries whose time has come, oldest first, and puts their next time off: who
 * crashes before the queue has them only delays them. A claim whose lease has ended is taken away; what was
 * in hand at several deaths comes back by itself, so that whatever kills its workers does not take others with it.
 * Two processes take different ones.
 * @returns what is to be given now, and whether more may be due already
 */
export async function takeDueDeliveries(
  db: Kysely<NotifierTables>,
  rows: DeliveryRows,
  receivers: KnownReceivers,
): Promise<{ readonly ids: string[]; readonly isFull: boolean }> {
  const taken = await sql<{ id: string; is_apart: boolean }>`
    with ${rows.receiver === null ? dueOfOne(rows) : dueOfEach(rows, sql.ref(rows.receiver), receivers)}
    update ${sql.table(rows.table)} d
    set claimed_by = null, give_at = clock_timestamp() + interval '1 millisecond'
      * case when is_apart then random() * ${APART_WITHIN_MS} else ${GIVE_AGAIN_MS} end
    from due where d.id = due.id
    returning d.id, is_apart`.execute(db)
  const ids = taken.rows.flatMap(({ id, is_apart }) => (is_apart ? [] : [id]))
  return { ids, isFull: taken.rows.length === GIVE_BATCH }
}

/** Who settles what it has in hand leaves no claim behind. */
const isApart = sql`(claimed_by is not null and attempts >= ${sql.lit(DEATHS_TOGETHER)}) as is_apart`

function dueOfOne({ table, ofKind }: DeliveryRows): RawBuilder<unknown> {
  return sql`due as (
    select id, ${isApart} from ${sql.table(table)}
    where state = 'pending' and give_at <= clock_timestamp() and ${ofKind}
    order by give_at
    limit ${GIVE_BATCH}
    for update skip locked
  )`
}

/**
 * A few of each prompt receiver; one of each other, in turns that chance gives: of the slow together so many that
 * neither the prompt ones wait for them nor those that are not known yet, and as many of these. Receivers are found
 * by going from one to the next in the index, and what is in line or in hand is what is due but put off by no more
 * than that takes, so that a backlog of a million rows is not read.
 */
function dueOfEach(
  { table, ofKind }: DeliveryRows,
  receiver: RawBuilder<unknown>,
  { prompt, slow }: KnownReceivers,
): RawBuilder<unknown> {
  const rows = sql.table(table)
  const pending = sql`state = 'pending' and ${ofKind}`
  const longestMs = Math.max(GIVE_AGAIN_MS, LEASE_MS)
  const mostOfOne = sql`case when pace = 'prompt' then ${sql.lit(MOST_OF_A_PROMPT_RECEIVER)} else 1 end`
  return sql`recursive receivers as (
    (select ${receiver} as one from ${rows} where ${pending} order by ${receiver} limit 1)
    union all
    select (
      select ${receiver} from ${rows}
      where ${pending} and ${receiver} > receivers.one order by ${receiver} limit 1
    ) from receivers where receivers.one is not null
  ), busy as materialized (
    select one, case
      when one = any(${[...prompt]}::bigint[]) then 'prompt'
      when one = any(${[...slow]}::bigint[]) then 'slow'
      else 'unknown'
    end as pace, (
      select count(*) from ${rows}
      where ${pending} and ${receiver} = receivers.one and due_at <= clock_timestamp()
        and give_at > clock_timestamp()
        and give_at <= clock_timestamp() + ${longestMs} * interval '1 millisecond'
    ) as count
    from receivers where one is not null
  ), chosen as (
    select own.id, own.is_apart, pace, row_number() over (partition by pace order by random()) as turn
    from busy cross join lateral (
      select id, ${isApart} from ${rows}
      where ${pending} and ${receiver} = busy.one and give_at <= clock_timestamp()
      order by give_at
      limit greatest(0, ${mostOfOne} - busy.count)
      for update skip locked
    ) own
  ), due as (
    select id, is_apart from chosen
    where pace = 'prompt'
      or turn <= ${MOST_OF_THE_SLOW} - (select coalesce(sum(count), 0) from busy where busy.pace = chosen.pace)
    limit ${GIVE_BATCH}
  )`
}
