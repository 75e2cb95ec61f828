import type { WebhookDeliveryRow } from '@deskhive/shared/read-model/queries/webhook-deliveries.ts'
import type { WebhookReplayRow } from '@deskhive/shared/read-model/queries/webhook-replays.ts'
import { presentTime } from '#api/present/time.ts'

/** What was sent, when and how it ended: never what was in it or what was answered but for the status. */
export function presentWebhookDelivery({ state, ...row }: WebhookDeliveryRow) {
  return {
    ...row,
    status: state,
    created_at: presentTime(row.created_at),
    next_attempt_at: presentTime(row.next_attempt_at),
    settled_at: presentTime(row.settled_at),
  }
}

/** How far a replay is. */
export function presentWebhookReplay(row: WebhookReplayRow) {
  const { id, after, until, reached, deliveries } = row
  return {
    id,
    after,
    until,
    // It reads from the last event that is known to lie before.
    reached: BigInt(reached) > BigInt(after) ? reached : after,
    deliveries,
    status: row.ended_at === null ? 'running' : 'ended',
    created_at: presentTime(row.created_at),
    ended_at: presentTime(row.ended_at),
  }
}
