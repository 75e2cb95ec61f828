import { defineResource } from '../resource/define-resource.ts'
import { count, name, nullable, oneOf, publishStatuses, text } from '../resource/fields.ts'

/** A shelf of the knowledge base. */
export const knowledgeCategory = defineResource({
  name: 'knowledgeCategory',
  title: 'knowledge category',
  path: 'knowledge-categories',
  table: 'knowledge_categories',
  fields: {
    name: name(250),
    description: nullable(text(1000)),
    icon: nullable(text(100)),
    status: oneOf(publishStatuses),
    sort_order: count(),
  },
  required: ['name'],
  defaults: { status: 'published', sort_order: 0 },
  events: {
    created: 'KnowledgeCategoryCreated',
    changed: 'KnowledgeCategoryChanged',
    deleted: 'KnowledgeCategoryDeleted',
  },
  order_by: [{ field: 'sort_order', direction: 'asc' }],
})
