import { policyOf } from '@deskhive/shared/notifications/policies/policies.ts'
import type {
  DeliveryStateRow,
  ToldRow,
} from '@deskhive/shared/read-model/queries/told-notifications.ts'
import { presentTime } from '#api/present/time.ts'

/** How far a notification has come on one channel. */
export type ChannelState = {
  readonly channel: string
  readonly state: string
  readonly [detail: string]: string | number | null
}

/** A notification with the event that it tells of, and its state on each channel. */
export function presentTold(
  told: ToldRow,
  about: { readonly eventType: string | null; readonly deliveries: readonly DeliveryStateRow[] },
) {
  const { id, agent_id, agent_name, type, title, ticket_id, created_at, event_id, position } = told
  return {
    id,
    agent: { id: agent_id, name: agent_name },
    type,
    policy: policyNamed(type),
    title,
    ticket_id,
    created_at: presentTime(created_at),
    event: { event_id, position, type: about.eventType },
    channels: [presentInApp(told), ...about.deliveries.map(presentDelivery)],
  }
}

/** `null` for a type of a later version of this program. */
export function policyNamed(type: string): string | null {
  return new Map<string, string>(Object.entries(policyOf)).get(type) ?? null
}

export function presentInApp({ in_app, read_at }: ToldRow): ChannelState {
  if (!in_app) return { channel: 'in_app', state: 'switched_off' }
  const state = read_at === null ? 'unread' : 'read'
  return { channel: 'in_app', state, read_at: presentTime(read_at) }
}

export function presentDelivery(delivery: DeliveryStateRow): ChannelState {
  const { id, channel, state, attempts, last_error, due_at, settled_at } = delivery
  return {
    channel,
    state,
    delivery_id: id,
    attempts,
    last_error,
    due_at: presentTime(due_at),
    settled_at: presentTime(settled_at),
  }
}
