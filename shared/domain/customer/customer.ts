import { defineResource } from '../resource/define-resource.ts'
import { email, flag, name, nullable, text } from '../resource/fields.ts'

/** Somebody who asks. Who is blocked is heard no more: see `block.ts`. */
export const customer = defineResource({
  name: 'customer',
  title: 'customer',
  path: 'customers',
  table: 'customers',
  fields: {
    name: name(250),
    email: email(250),
    phone: nullable(text(50)),
    envato_username: nullable(text(250)),
  },
  required: ['name', 'email'],
  defaults: { is_blocked: false },
  made: { is_blocked: flag(), blocked_reason: nullable(text(1000)) },
  events: { created: 'CustomerCreated', changed: 'CustomerChanged', deleted: 'CustomerDeleted' },
  further_events: {
    CustomerBlocked: ({ reason = null }) => ({ is_blocked: true, blocked_reason: reason }),
    CustomerUnblocked: () => ({ is_blocked: false, blocked_reason: null }),
  },
  order_by: [{ field: 'name', direction: 'asc' }],
  unique: ['email'],
  actions: ['list', 'create', 'read', 'update'],
})
