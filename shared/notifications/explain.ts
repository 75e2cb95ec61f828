import {
  type Channel,
  type NotificationType,
  parseKeptSettings,
  wantedChannels,
} from '../domain/agent/notification-settings.ts'
import { parseTicketEvent } from '../domain/ticket/event-types.ts'
import type { TicketEvent } from '../domain/ticket/events.ts'
import { isImported, type RecordedEvent } from '../kernel/event.ts'
import type { DeskWithAgents } from './desk-at-event.ts'
import { concernsOf, listenersTo } from './policies/policies.ts'
import { assigneeOf, type DeskAtEvent, isOnRoster, type SilenceReason } from './policies/policy.ts'

/** Why an agent did not hear of an event. */
export type Reason = SilenceReason | 'switched_off' | 'no_policy' | 'no_assignee' | 'not_concerned'

export type Explanation = {
  readonly agent_id: number
  /** What it was told, or would have been; `null` where the event does not concern it. */
  readonly type: NotificationType | null
  /** `null` where it was told. */
  readonly reason: Reason | null
  /** What it had chosen for this type; `[]` where the event does not concern it. */
  readonly wanted: readonly Channel[]
}

/** Why nobody can have heard of an event, whoever asks; `null` where it depends on the agent. */
export function reasonForAll(event: RecordedEvent): 'no_policy' | 'imported' | null {
  const ticketEvent = parseTicketEvent(event)
  if (ticketEvent === null || listenersTo(ticketEvent.type) === 'nobody') return 'no_policy'
  return isImported(event) ? 'imported' : null
}

/** Those whom an event concerns, each with the reason if it did not hear, by the rules that tell agents. */
export function explainConcerned(
  event: RecordedEvent<TicketEvent>,
  desk: DeskWithAgents,
): Explanation[] {
  return concernsOf(event, desk).map(({ notice: { agent_id, type }, silence }) => {
    const settings = parseKeptSettings(desk.agents.get(agent_id)?.notification_settings)
    const wanted = wantedChannels(settings, type)
    const reason = silence ?? (wanted.length === 0 ? 'switched_off' : null)
    return { agent_id, type, reason, wanted }
  })
}

/** Of an agent that is not among those whom the event concerns. */
export function reasonOfOther(
  event: RecordedEvent<TicketEvent>,
  desk: DeskAtEvent,
  agentId: number,
): Reason {
  const forAll = reasonForAll(event)
  if (forAll !== null) return forAll
  return isOnRoster(desk, agentId) ? reasonOfNobody(event, desk) : 'inactive'
}

/** Where an event that policies listen to concerns no agent. */
export function reasonOfNobody({ type }: RecordedEvent<TicketEvent>, desk: DeskAtEvent): Reason {
  const isForAssignee = listenersTo(type) === 'the assignee'
  return isForAssignee && assigneeOf(desk).length === 0 ? 'no_assignee' : 'not_concerned'
}
