import { defineResource } from '../resource/define-resource.ts'
import { email, flag, ids, name, nullable, text } from '../resource/fields.ts'
import { notificationSettings } from './notification-settings.ts'

export const agentPasswordChanged = 'AgentPasswordChanged'
export const agentWebhookSecretMade = 'AgentWebhookSecretMade'

/**
 * Somebody who answers tickets. The password is no field: its hash never enters the log, it is kept
 * in a write-side table, and the stream only tells that it was changed (`AgentPasswordChanged`). So is the secret
 * that signs what is posted to the agent's webhook.
 */
export const agent = defineResource({
  name: 'agent',
  title: 'agent',
  path: 'agents',
  table: 'agents',
  fields: {
    name: name(250),
    email: email(250),
    phone: nullable(text(50)),
    locale: nullable(text(10)),
    is_active: flag(),
    departments: ids(),
  },
  required: ['name', 'email'],
  defaults: { is_active: true, departments: [], notification_settings: {} },
  made: { notification_settings: notificationSettings },
  events: { created: 'AgentCreated', changed: 'AgentChanged', deleted: 'AgentDeleted' },
  further_events: { [agentPasswordChanged]: () => ({}), [agentWebhookSecretMade]: () => ({}) },
  order_by: [{ field: 'name', direction: 'asc' }],
  filters: ['department_id', 'is_active'],
  refers_to: { departments: 'department' },
  unique: ['email'],
})
