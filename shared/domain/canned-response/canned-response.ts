import { defineResource } from '../resource/define-resource.ts'
import { count, flag, longText, name, nullable, text } from '../resource/fields.ts'

/** A reply that agents keep at hand; only active ones are offered to them. */
export const cannedResponse = defineResource({
  name: 'cannedResponse',
  title: 'canned response',
  path: 'canned-responses',
  table: 'canned_responses',
  named_by: 'title',
  fields: {
    title: name(250),
    content: nullable(longText()),
    category: nullable(text(100)),
    shortcut: nullable(text(100)),
    is_active: flag(),
    sort_order: count(),
  },
  required: ['title'],
  defaults: { is_active: true, sort_order: 0 },
  events: {
    created: 'CannedResponseCreated',
    changed: 'CannedResponseChanged',
    deleted: 'CannedResponseDeleted',
  },
  order_by: [
    { field: 'sort_order', direction: 'asc' },
    { field: 'title', direction: 'asc' },
  ],
})
