import { z } from 'zod'
import { defineResource } from '../resource/define-resource.ts'
import { nullable, oneOf, text, webUrl } from '../resource/fields.ts'

const webhookStatuses = ['active', 'inactive'] as const

/** Far more than there are, and few enough to compare each event with. */
export const MOST_EVENTS = 200

/** Names of event types, and `*`. Which there are is asked of the list that knows this resource, too. */
const eventNames = z
  .array(z.string().regex(/^(\*|[A-Z][A-Za-z]{0,99})$/, { error: 'must be a type of event' }))
  .min(1)
  .max(MOST_EVENTS)
  .overwrite((values) => [...new Set(values)])
  .meta({ column: 'text[]' })

/** The secret is no field: it never enters the log, and the stream only tells that another was given. */
export const webhookSecretRotated = 'WebhookSecretRotated'

/** Where another system wants to hear of what happens here. */
export const webhook = defineResource({
  name: 'webhook',
  title: 'webhook',
  path: 'webhooks',
  table: 'webhooks',
  named_by: 'description',
  fields: {
    url: webUrl(2_000),
    events: eventNames,
    status: oneOf(webhookStatuses),
    description: nullable(text(1000)),
  },
  required: ['url', 'events'],
  defaults: { status: 'active' },
  events: { created: 'WebhookCreated', changed: 'WebhookChanged', deleted: 'WebhookDeleted' },
  further_events: { [webhookSecretRotated]: () => ({}) },
  order_by: [{ field: 'id', direction: 'desc' }],
})
