import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DeliveryRows } from './delivery-kind.ts'
import {
  GIVE_AGAIN_MS,
  GIVE_BATCH,
  LEASE_MS,
  MOST_OF_A_PROMPT_RECEIVER,
  MOST_OF_THE_OTHERS,
} from './limits.ts'

/**
 * Takes the pending deliveries whose time has come, oldest first, and puts their next time off: who
 * crashes before the queue has them only delays them. A claim whose lease has ended is taken away.
 * Two processes take different ones.
 * @param prompt receivers of whom more is taken
 */
export async function takeDueDeliveries(
  db: Kysely<NotifierTables>,
  rows: DeliveryRows,
  prompt: readonly number[],
): Promise<string[]> {
  const taken = await sql<{ id: string }>`
    with ${rows.receiver === null ? dueOfOne(rows) : dueOfEach(rows, sql.ref(rows.receiver), prompt)}
    update ${sql.table(rows.table)} d
    set give_at = clock_timestamp() + ${GIVE_AGAIN_MS} * interval '1 millisecond', claimed_by = null
    from due where d.id = due.id
    returning d.id`.execute(db)
  return taken.rows.map(({ id }) => id)
}

function dueOfOne({ table, ofKind }: DeliveryRows): RawBuilder<unknown> {
  return sql`due as (
    select id from ${sql.table(table)}
    where state = 'pending' and give_at <= clock_timestamp() and ${ofKind}
    order by give_at
    limit ${GIVE_BATCH}
    for update skip locked
  )`
}

/**
 * A few of each prompt receiver; one of each other, in turns that chance gives, and of these together so many that the
 * prompt ones never wait for them. Receivers are found by going from one to the next in the index, and what is in line
 * or in hand is what is due but put off by no more than that takes, so that a backlog of a million rows is not read.
 */
function dueOfEach(
  { table, ofKind }: DeliveryRows,
  receiver: RawBuilder<unknown>,
  prompt: readonly number[],
): RawBuilder<unknown> {
  const rows = sql.table(table)
  const pending = sql`state = 'pending' and ${ofKind}`
  const longestMs = Math.max(GIVE_AGAIN_MS, LEASE_MS)
  const mostOfOne = sql`case when is_prompt then ${sql.lit(MOST_OF_A_PROMPT_RECEIVER)} else 1 end`
  return sql`recursive receivers as (
    (select ${receiver} as one from ${rows} where ${pending} order by ${receiver} limit 1)
    union all
    select (
      select ${receiver} from ${rows}
      where ${pending} and ${receiver} > receivers.one order by ${receiver} limit 1
    ) from receivers where receivers.one is not null
  ), busy as materialized (
    select one, one = any(${[...prompt]}::bigint[]) as is_prompt, (
      select count(*) from ${rows}
      where ${pending} and ${receiver} = receivers.one and due_at <= clock_timestamp()
        and give_at > clock_timestamp()
        and give_at <= clock_timestamp() + ${longestMs} * interval '1 millisecond'
    ) as count
    from receivers where one is not null
  ), chosen as (
    select own.id, is_prompt, row_number() over (partition by is_prompt order by random()) as turn
    from busy cross join lateral (
      select id from ${rows}
      where ${pending} and ${receiver} = busy.one and give_at <= clock_timestamp()
      order by give_at
      limit greatest(0, ${mostOfOne} - busy.count)
      for update skip locked
    ) own
  ), due as (
    select id from chosen
    where is_prompt
      or turn <= ${MOST_OF_THE_OTHERS} - (select coalesce(sum(count), 0) from busy where not is_prompt)
    limit ${GIVE_BATCH}
  )`
}
