import { defineResource } from '../resource/define-resource.ts'
import {
  longText,
  name,
  nullable,
  oneOf,
  price,
  publishStatuses,
  text,
} from '../resource/fields.ts'

/** What tickets are about. `envato_id` is its item number where it is sold on a market of Envato. */
export const product = defineResource({
  name: 'product',
  title: 'product',
  path: 'products',
  table: 'products',
  fields: {
    name: name(250),
    envato_id: nullable(text(100)),
    description: nullable(longText()),
    price: nullable(price()),
    status: oneOf(publishStatuses),
  },
  required: ['name'],
  defaults: { status: 'published' },
  events: { created: 'ProductCreated', changed: 'ProductChanged', deleted: 'ProductDeleted' },
  order_by: [{ field: 'name', direction: 'asc' }],
  unique: ['envato_id'],
})
