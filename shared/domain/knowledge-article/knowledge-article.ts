import { defineResource } from '../resource/define-resource.ts'
import {
  id,
  longText,
  name,
  nullable,
  oneOf,
  publishStatuses,
  slug,
  text,
} from '../resource/fields.ts'

/** An answer that is found before it is asked for. Who creates one without a slug is given one. */
export const knowledgeArticle = defineResource({
  name: 'knowledgeArticle',
  title: 'knowledge article',
  path: 'knowledge-articles',
  table: 'knowledge_articles',
  named_by: 'title',
  fields: {
    title: name(250),
    slug: slug(250),
    content: nullable(longText()),
    excerpt: nullable(text(500)),
    category_id: nullable(id()),
    status: oneOf(publishStatuses),
  },
  required: ['title'],
  defaults: { status: 'published' },
  events: {
    created: 'KnowledgeArticleCreated',
    changed: 'KnowledgeArticleChanged',
    deleted: 'KnowledgeArticleDeleted',
  },
  order_by: [
    { field: 'created_at', direction: 'desc' },
    { field: 'id', direction: 'desc' },
  ],
  refers_to: { category_id: 'knowledgeCategory' },
  unique: ['slug'],
})
