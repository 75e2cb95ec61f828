import { defineResource } from '../resource/define-resource.ts'
import { count, id, name, nullable, oneOf, publishStatuses, text } from '../resource/fields.ts'

/** What tickets are about, one category below another; which below which is decided by the tree of them. */
export const category = defineResource({
  name: 'category',
  title: 'category',
  path: 'categories',
  table: 'categories',
  fields: {
    name: name(250),
    description: nullable(text(1000)),
    parent_id: nullable(id()),
    status: oneOf(publishStatuses),
    sort_order: count(),
  },
  required: ['name'],
  defaults: { status: 'published', sort_order: 0 },
  decided_elsewhere: ['parent_id'],
  events: { created: 'CategoryCreated', changed: 'CategoryChanged', deleted: 'CategoryDeleted' },
  order_by: [{ field: 'sort_order', direction: 'asc' }],
  refers_to: { parent_id: 'category' },
})
