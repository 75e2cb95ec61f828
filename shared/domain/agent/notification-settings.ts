import { z } from 'zod'

export const notificationTypes = [
  'ticket_assigned',
  'ticket_unassigned',
  'ticket_reply',
  'ticket_staff_reply',
  'ticket_note',
  'ticket_mention',
  'ticket_status',
  'ticket_locked',
  'ticket_created',
] as const
export type NotificationType = (typeof notificationTypes)[number]

export const channels = ['in_app', 'email'] as const
export type Channel = (typeof channels)[number]

/** Per type and channel: what an agent chose. What is left out takes the channel's default. */
export type NotificationSettings = {
  readonly [type in NotificationType]?:
    | { readonly [channel in Channel]?: boolean | undefined }
    | undefined
}

const choice = z.strictObject({ in_app: z.boolean().optional(), email: z.boolean().optional() })

export const notificationSettings = z
  .strictObject({
    ticket_assigned: choice.optional(),
    ticket_unassigned: choice.optional(),
    ticket_reply: choice.optional(),
    ticket_staff_reply: choice.optional(),
    ticket_note: choice.optional(),
    ticket_mention: choice.optional(),
    ticket_status: choice.optional(),
    ticket_locked: choice.optional(),
    ticket_created: choice.optional(),
  })
  .meta({ column: 'jsonb' })

/** In-app tells by itself; an email is sent only to who asked for it. */
const channelDefaults: { readonly [channel in Channel]: boolean } = { in_app: true, email: false }

export function isWanted(
  settings: NotificationSettings,
  type: NotificationType,
  channel: Channel,
): boolean {
  return settings[type]?.[channel] ?? channelDefaults[channel]
}

/** Merges what a client sends into what is kept: a type left out keeps its choices, a channel likewise. */
export function mergeSettings(
  kept: NotificationSettings,
  sent: NotificationSettings,
): NotificationSettings {
  const merged = notificationTypes
    .map((type) => [type, { ...kept[type], ...sent[type] }] as const)
    .filter(([, choices]) => Object.keys(choices).length > 0)
  return Object.fromEntries(merged)
}
