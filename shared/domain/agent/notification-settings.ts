import { z } from 'zod'
import type { JsonValue } from '../../kernel/event.ts'

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
  'ticket_closing_soon',
] as const
export type NotificationType = (typeof notificationTypes)[number]

export const channels = ['in_app', 'email', 'webhook'] as const
export type Channel = (typeof channels)[number]

const choice = z.strictObject({
  in_app: z.boolean().optional(),
  email: z.boolean().optional(),
  webhook: z.boolean().optional(),
})

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'must be a time of day such as 22:00',
})

const quietHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, { error: 'must end at another time than they begin' })

const timeZone = z.string().refine(isTimeZone, {
  error: 'must be a time zone such as Europe/Berlin',
})

/** As long as browsers and servers agree on. Where it may lead is asked where it is saved. */
const webhookUrl = z.string().max(2_000)

/**
 * What an agent chose: per type and channel, and when what leaves the house may reach it. What is left
 * out takes the default: in-app yes, email no, a webhook where there is a URL, no quiet hours, each email by itself,
 * UTC.
 */
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
    ticket_closing_soon: choice.optional(),
    /** Where everything is posted that `webhook` is not `false` for. */
    webhook_url: webhookUrl.nullable().optional(),
    /** Of `quiet_hours` and of the daily digest. */
    time_zone: timeZone.optional(),
    /** Nothing is sent from the one to the other, also over midnight; it comes when they end. */
    quiet_hours: quietHours.nullable().optional(),
    /** Emails of an hour, or of a day (at 8:00), as one. */
    email_digest: z.enum(['off', 'hourly', 'daily']).optional(),
  })
  .meta({ column: 'jsonb' })
export type NotificationSettings = z.output<typeof notificationSettings>

/** ASCII only: some formatters know `−` as a sign, and nothing that counts with times does. */
function isTimeZone(name: string): boolean {
  if (!/^[\w+/:-]+$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** In-app tells by itself, an email is sent only to who asked for it, and who gives a URL asks for all of it there. */
const channelDefaults: { readonly [channel in Channel]: boolean } = {
  in_app: true,
  email: false,
  webhook: true,
}

/** The channels on which an agent who chose this is told of it. */
export function wantedChannels(
  settings: NotificationSettings,
  type: NotificationType,
): readonly Channel[] {
  return channels.filter(
    (channel) =>
      (channel !== 'webhook' || settings.webhook_url) &&
      (settings[type]?.[channel] ?? channelDefaults[channel]),
  )
}

/** Checked by the API before they entered the log; an agent of whom nothing is known has chosen nothing. */
export function parseKeptSettings(settings: JsonValue = {}): NotificationSettings {
  return settings as NotificationSettings
}

/** Merges what a client sends into what is kept: a type left out keeps its choices, a channel likewise. */
export function mergeSettings(
  kept: NotificationSettings,
  sent: NotificationSettings,
): NotificationSettings {
  const merged = notificationTypes
    .map((type) => [type, { ...kept[type], ...sent[type] }] as const)
    .filter(([, choices]) => Object.keys(choices).length > 0)
  return { ...kept, ...sent, ...Object.fromEntries(merged) }
}
