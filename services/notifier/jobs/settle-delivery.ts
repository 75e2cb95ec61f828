import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { plannedOnce } from '@deskhive/shared/read-model/planned-once.ts'
import { type Kysely, sql } from 'kysely'
import type { DeliveryRows, Outcome } from './delivery-kind.ts'

/** All that a try has in hand. */
export type Held = { readonly ids: readonly string[]; readonly token: string }

export type Settling = { readonly held: Held; readonly outcome: Outcome }

/** Writes down what a try still has in hand, and nothing else. @returns of each whether it still had all of it */
export async function settleDeliveries(
  db: Kysely<NotifierTables>,
  table: DeliveryRows['table'],
  settlings: readonly Settling[],
): Promise<boolean[]> {
  // When one that has ended was due says why it came when it did.
  const all = settlings.flatMap(({ held, outcome }) =>
    held.ids.map((id) => ({ id, token: held.token, outcome })),
  )
  const states = all.map(({ outcome }) => outcome.state)
  const codes = all.map(({ outcome }) => (outcome.state === 'delivered' ? null : outcome.code))
  const statuses = all.map(({ outcome }) => outcome.status)
  const retries = all.map(({ outcome }) => (outcome.state === 'pending' ? outcome.retryInMs : 0))
  const uncounted = all.map(({ outcome }) => outcome.state === 'pending' && !outcome.isCounted)
  const { rows } = await sql<{ id: string }>`${plannedOnce}
    with held as (
      select d.id, outcome.* from ${sql.table(table)} d
      join unnest(
        ${all.map(({ id }) => id)}::uuid[], ${all.map(({ token }) => token)}::uuid[],
        ${states}::text[], ${codes}::text[], ${statuses}::integer[], ${retries}::bigint[],
        ${uncounted}::boolean[]
      ) as outcome (delivery, token, ended, code, status, retry_in_ms, is_uncounted)
        on outcome.delivery = d.id
      where d.state = 'pending' and d.claimed_by = outcome.token
      order by d.id
      for update of d
    )
    update ${sql.table(table)} d
    set state = held.ended, last_error = held.code, claimed_by = null,
      attempts = attempts - held.is_uncounted::integer,
      last_status = coalesce(held.status, last_status),
      due_at = case when held.ended = 'pending'
        then clock_timestamp() + held.retry_in_ms * interval '1 millisecond' else due_at end,
      give_at = clock_timestamp() + held.retry_in_ms * interval '1 millisecond',
      settled_at = case when held.ended = 'pending' then null else clock_timestamp() end
    from held
    where d.id = held.id
    returning d.id`.execute(db)
  const written = new Set(rows.map(({ id }) => id))
  return settlings.map(({ held }) => held.ids.every((id) => written.has(id)))
}
