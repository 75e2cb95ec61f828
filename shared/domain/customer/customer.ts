import { defineResource } from '../resource/define-resource.ts'
import { email, name, nullable, text } from '../resource/fields.ts'

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
  defaults: {},
  events: { created: 'CustomerCreated', changed: 'CustomerChanged', deleted: 'CustomerDeleted' },
  order_by: [{ field: 'name', direction: 'asc' }],
  unique: ['email'],
  actions: ['list', 'create', 'read', 'update'],
})
