import { defineResource } from '../resource/define-resource.ts'
import { count, flag, name, nullable, oneOf, publishStatuses, text } from '../resource/fields.ts'
import { customFieldTypes } from './values.ts'

/** What a desk asks of every new ticket beside the fields that all desks have. */
export const customField = defineResource({
  name: 'customField',
  title: 'custom field',
  path: 'custom-fields',
  table: 'custom_fields',
  named_by: 'label',
  fields: {
    label: name(250),
    description: nullable(text(1000)),
    type: oneOf(customFieldTypes),
    is_required: flag(),
    sort_order: count(),
    status: oneOf(publishStatuses),
  },
  required: ['label', 'type'],
  defaults: { is_required: false, sort_order: 0, status: 'published' },
  events: {
    created: 'CustomFieldCreated',
    changed: 'CustomFieldChanged',
    deleted: 'CustomFieldDeleted',
  },
  order_by: [{ field: 'sort_order', direction: 'asc' }],
})
