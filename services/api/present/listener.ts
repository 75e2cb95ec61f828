import { channels } from '@deskhive/shared/domain/agent/notification-settings.ts'
import type { Explanation, Reason } from '@deskhive/shared/notifications/explain.ts'
import { policyOf } from '@deskhive/shared/notifications/policies/policies.ts'
import type {
  DeliveryStateRow,
  ToldRow,
} from '@deskhive/shared/read-model/queries/told-notifications.ts'
import {
  type ChannelState,
  policyNamed,
  presentDelivery,
  presentInApp,
} from '#api/present/told-notification.ts'

/** Beside the reasons that policies and settings give. */
export type AnyReason = Reason | 'not_yet' | 'parked' | 'not_recorded' | 'several'

/** A notification as it was written, with what leaves the house for it. */
export type Heard = { readonly told: ToldRow; readonly deliveries: readonly DeliveryStateRow[] }

/** An agent and an event: what it was told and how, or why not. */
export type Listener = {
  readonly agent: { readonly id: number; readonly name: string | null }
  readonly type: string | null
  readonly policy: string | null
  readonly notification_id: number | null
  readonly reason: AnyReason | null
  readonly explanation: string
  readonly channels: readonly ChannelState[]
}

export const explanations: { readonly [reason in AnyReason]: string } = {
  imported: 'The event is history from another desk, and no news to anybody.',
  inactive: 'The agent was not active when it happened, or not there at all.',
  did_it_itself: 'The agent did it itself.',
  may_not_see: 'The agent could not see the ticket when it happened.',
  given_away_at_once: 'The desk gave the ticket to somebody at once, who was told instead.',
  switched_off: 'The agent had switched this type off on every channel of this desk.',
  no_policy: 'Nobody is ever told of such an event.',
  no_assignee: 'It is told to the assignee, and nobody had the ticket.',
  not_concerned: 'It is told to others: the ticket was neither its own nor of its department.',
  not_yet: 'The notifier has not come to this event yet.',
  parked: 'The notifier could not apply this event; `npm run parked` tells why.',
  not_recorded: 'By the rules of now it would have been told; by those of then it was not.',
  several: 'Each for a reason of its own.',
}

export function presentHeard({ told, deliveries }: Heard): Listener {
  return {
    agent: { id: told.agent_id, name: told.agent_name },
    type: told.type,
    policy: policyNamed(told.type),
    notification_id: told.id,
    reason: null,
    explanation: 'The agent was told.',
    channels: [presentInApp(told), ...deliveries.map(presentDelivery)],
  }
}

export function presentUnheard(agent: Listener['agent'], reason: AnyReason): Listener {
  const explanation = explanations[reason]
  return {
    agent,
    type: null,
    policy: null,
    notification_id: null,
    reason,
    explanation,
    channels: [],
  }
}

/** With the channels on which it heard, and those that it had switched off or that this desk did not have. */
export function presentListener(
  { agent_id, type, reason, wanted }: Explanation,
  {
    found,
    name = null,
  }: { readonly found: Heard | undefined; readonly name?: string | null | undefined },
): Listener {
  const states = found ? presentHeard(found).channels : []
  const others = channels
    .filter((channel) => !states.some((state) => state.channel === channel))
    .map((channel) => ({
      channel,
      state: wanted.includes(channel) ? 'not_set_up' : 'switched_off',
    }))
  if (found) return { ...presentHeard(found), channels: [...states, ...others] }

  const agent = { id: agent_id, name }
  // Whoever wants a channel alone that this desk lacked is told by none.
  const isOut = reason === null && !wanted.includes('in_app')
  const why = reason ?? (isOut ? 'switched_off' : 'not_recorded')
  return {
    ...presentUnheard(agent, why),
    type,
    policy: type && policyOf[type],
    channels: why === 'switched_off' ? others : [],
  }
}
