import { defineResource } from '../resource/define-resource.ts'
import { count, hexColor, name, oneOf, publishStatuses } from '../resource/fields.ts'

export const label = defineResource({
  name: 'label',
  title: 'label',
  path: 'labels',
  table: 'labels',
  fields: {
    name: name(250),
    color: hexColor(),
    status: oneOf(publishStatuses),
    sort_order: count(),
  },
  required: ['name', 'color'],
  defaults: { status: 'published', sort_order: 0 },
  events: { created: 'LabelCreated', changed: 'LabelChanged', deleted: 'LabelDeleted' },
  order_by: [{ field: 'sort_order', direction: 'asc' }],
})
