import { defineResource } from '../resource/define-resource.ts'
import {
  count,
  email,
  flag,
  name,
  nullable,
  oneOf,
  publishStatuses,
  text,
} from '../resource/fields.ts'

/** Which one is the default is a rule over all of them, so the settings stream decides it. */
export const department = defineResource({
  name: 'department',
  title: 'department',
  path: 'departments',
  table: 'departments',
  fields: {
    name: name(250),
    description: nullable(text(1000)),
    email: nullable(email(250)),
    is_default: flag(),
    status: oneOf(publishStatuses),
    sort_order: count(),
  },
  required: ['name'],
  defaults: { status: 'published', sort_order: 0 },
  decided_elsewhere: ['is_default'],
  events: {
    created: 'DepartmentCreated',
    changed: 'DepartmentChanged',
    deleted: 'DepartmentDeleted',
  },
  order_by: [{ field: 'sort_order', direction: 'asc' }],
})
