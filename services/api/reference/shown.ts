import { notificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { apiKey } from '@deskhive/shared/domain/api-key/api-key.ts'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { settingsSchema } from '@deskhive/shared/domain/settings/settings.ts'
import {
  senderTypes,
  ticketPriorities,
  ticketStatuses,
} from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { actorTypes } from '@deskhive/shared/kernel/event.ts'
import { z } from 'zod'
import { type Json, jsonSchemaOf } from '#api/reference/json-schema.ts'
import { shownNotifications } from '#api/reference/shown-notifications.ts'
import { shownReports } from '#api/reference/shown-reports.ts'
import { shownWebhooks } from '#api/reference/shown-webhooks.ts'

// What answers hold. It describes the presenters and is never run on an answer.

const id = z.int().min(1)
const time = z.string().meta({ format: 'date-time' })
const named = z.object({ id, name: z.string() })

const ticket = z.object({
  id,
  reference_id: z.string(),
  title: z.string(),
  content: z.string(),
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  department: named.nullable(),
  category: named.nullable(),
  product: named.nullable(),
  customer: named.extend({ email: z.string() }).nullable(),
  labels: z.array(named.extend({ color: z.string() })),
  assigned_to: named.nullable(),
  agents: z.array(named),
  custom_fields: z.array(
    z.object({
      id,
      label: z.string(),
      type: z.string(),
      value: z.union([z.string(), z.number(), z.null()]),
    }),
  ),
  is_resolved: z.boolean(),
  is_locked: z.boolean(),
  last_reply_at: time.nullable(),
  last_reply_by: z.enum(['staff', 'customer']).nullable(),
  closed_at: time.nullable(),
  created_at: time,
  updated_at: time,
})

const message = z.object({
  id,
  ticket_id: id,
  content: z.string(),
  is_internal: z.boolean(),
  sender: z.object({ type: z.enum(senderTypes), id, name: z.string() }),
  likes: z.int().min(0),
  liked: z.boolean().optional().meta({ description: 'Only told to agents.' }),
  created_at: time,
})

const notification = z.object({
  id,
  type: z.string(),
  title: z.string(),
  message: z.string(),
  ticket_id: id,
  sender_name: z.string(),
  sender_avatar: z.string().nullable(),
  is_read: z.boolean(),
  created_at: time,
})

/** What the log says of an event. */
const recorded = z.object({
  event_id: z.string(),
  position: z.string(),
  revision: z.int().min(0),
  type: z.string(),
  occurred_at: time,
  recorded_at: time,
  actor: z.object({
    type: z.enum(actorTypes),
    id: id.nullable(),
    name: z.string(),
  }),
  api_key_id: id.nullable(),
  ip_address: z.string().nullable(),
  request_id: z.string().nullable(),
  rule: z.object({ name: z.string(), caused_by: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
})

const historyEntry = recorded.extend({
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})

const feedEvent = recorded.extend({
  stream: z.string(),
  resource: z.string().nullable(),
  resource_id: id.nullable(),
})

const feedMeta = z.object({
  next_position: z.string().nullable().meta({ description: 'Send it back as `after`.' }),
  head_position: z.string(),
  end_of_stream: z.boolean(),
})

const activity = z.object({
  id: z.unknown(),
  description: z.string(),
  user: z.object({ id: z.unknown(), name: z.string() }),
  ip_address: z.string().nullable(),
  created_at: time,
})

const importResult = z.object({
  external_id: z.string().nullable(),
  id: id.nullable(),
  result: z.enum(['created', 'unchanged', 'invalid']),
  errors: z.record(z.string(), z.array(z.string())),
})

const profile = z.object({
  id,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  locale: z.string().nullable(),
  avatar_url: z.string().nullable(),
  notification_settings: notificationSettings,
  is_active: z.boolean(),
  created_at: time,
})

const tally = z.int().min(0)

/** What a resource shows beside its own fields. */
const shownBeside: { readonly [name: string]: z.ZodRawShape } = {
  knowledgeCategory: { article_count: tally },
  knowledgeArticle: { category: named.nullable() },
  apiKey: { revoked: z.boolean(), last_used_at: time.nullable() },
}

function shownOf(definition: ResourceDefinition): z.ZodObject {
  const { fields, made, hidden, required, defaults, name } = definition
  const own = Object.entries({ ...fields, ...made })
    .filter(([field]) => !hidden.includes(field))
    .map(([field, schema]) => {
      const isNever = required.includes(field) || (defaults[field] ?? null) !== null
      return [field, isNever || schema.safeParse(null).success ? schema : schema.nullable()]
    })
  const beside = shownBeside[name] ?? {}
  return z.object({ id, ...Object.fromEntries(own), ...beside, created_at: time, updated_at: time })
}

const shown: { readonly [name: string]: z.ZodType } = {
  ...Object.fromEntries(resources.map((definition) => [definition.name, shownOf(definition)])),
  newApiKey: shownOf(apiKey).extend({ key: z.string() }),
  newWebhook: shownOf(webhook).extend({ secret: z.string() }),
  ticket,
  message,
  notification,
  historyEntry,
  feedEvent,
  feedMeta,
  activity,
  importResult,
  profile,
  webhookSecret: z.object({ secret: z.string() }),
  settings: settingsSchema,
  dashboard: z.object({
    open_tickets: tally,
    in_progress_tickets: tally,
    needs_response: tally,
    closed_today: tally,
  }),
  audit: z.object({
    valid: z.boolean(),
    events_checked: tally,
    first_broken: z
      .object({
        stream: z.string().nullable(),
        revision: tally.nullable(),
        position: z.string().nullable(),
        event_id: z.string().nullable(),
        reason: z.string(),
      })
      .nullable(),
    roots_checked: tally,
    roots_outside: tally,
    events_after_last_root: tally,
  }),
  unreadCount: z.object({ unread_count: tally }),
  ...shownReports,
  ...shownNotifications,
  ...shownWebhooks,
  like: z.object({ liked: z.boolean(), count: tally }),
}

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }

const pageMeta = {
  type: 'object',
  properties: { current_page: count, last_page: count, per_page: count, total: count },
  required: ['current_page', 'last_page', 'per_page', 'total'],
}

const error = {
  type: 'object',
  properties: {
    message: text,
    errors: { type: 'object', additionalProperties: { type: 'array', items: text } },
  },
  required: ['message'],
}

/** By the names that answers refer to them with. */
export const componentSchemas: { readonly [name: string]: Json } = {
  ...Object.fromEntries(
    Object.entries(shown).map(([name, schema]) => [name, jsonSchemaOf(schema)]),
  ),
  pageMeta,
  error,
}
