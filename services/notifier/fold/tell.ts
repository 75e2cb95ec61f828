import {
  type Channel,
  parseKeptSettings,
  wantedChannels,
} from '@deskhive/shared/domain/agent/notification-settings.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { uuidV5 } from '@deskhive/shared/kernel/uuid-v5.ts'
import type { Notice } from '@deskhive/shared/notifications/policies/policy.ts'
import type { Rows } from '@deskhive/shared/projection/projection.ts'
import { deliveries, notifications, type RosterAgents } from './tables.ts'
import { whenToDeliver } from './when-to-deliver.ts'

/** A channel whose deliveries leave the house; `in_app` is the notification's row itself. */
export type OutgoingChannel = Exclude<Channel, 'in_app'>

/** Ours, drawn once: with it names become the same ids for ever. */
const NAMESPACE = 'b6a4c1f2-5f0e-4f5e-9c53-2d8f5f2f7a31'

function notificationKey(eventId: string, agentId: number, type: string): string {
  return uuidV5(`${eventId}/${agentId}/${type}`, NAMESPACE)
}

function deliveryId(key: string, channel: OutgoingChannel): string {
  return uuidV5(`${key}/${channel}`, NAMESPACE)
}

/** Writes what an agent is told, on the channels that it wants and that this desk has. */
export function tell(
  notice: Notice,
  about: {
    readonly event: RecordedEvent
    readonly ticketId: number
    readonly roster: RosterAgents
    /** Those of this desk. */
    readonly channels: readonly OutgoingChannel[]
  },
  rows: Rows,
): void {
  const { event } = about
  const settings = parseKeptSettings(about.roster[notice.agent_id]?.notification_settings)
  const wanted = wantedChannels(settings, notice.type)
  const in_app = wanted.includes('in_app')
  const outgoing = about.channels.filter((channel) => wanted.includes(channel))
  if (!in_app && outgoing.length === 0) return

  const key = notificationKey(event.id, notice.agent_id, notice.type)
  const created_at = event.metadata.occurred_at
  rows.insert(notifications, {
    ...notice,
    key,
    ticket_id: about.ticketId,
    in_app,
    created_at,
    event_id: event.id,
    position: event.position.toString(),
  })
  for (const channel of outgoing) {
    const { dueAt, isDigest } = whenToDeliver(settings, channel, created_at)
    rows.insert(deliveries, {
      id: deliveryId(key, channel),
      notification_key: key,
      agent_id: notice.agent_id,
      channel,
      created_at,
      due_at: dueAt,
      give_at: dueAt,
      digest_at: isDigest ? dueAt : null,
    })
  }
}
