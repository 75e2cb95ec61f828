import { knowledgeArticle } from '@deskhive/shared/domain/knowledge-article/knowledge-article.ts'
import { text } from '@deskhive/shared/domain/resource/fields.ts'
import { searchKnowledge } from '@deskhive/shared/read-model/queries/knowledge.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { presentResource, resourceOfRow } from '#api/present/resource.ts'
import type { App } from '#api/route.ts'
import { categoriesOf } from '#api/routes/internal/knowledge-article.ts'

const SHORTEST_QUESTION = 2
const LONGEST_QUESTION = 250

const querystring = z.object({
  q: text(LONGEST_QUESTION).refine((q) => Array.from(q).length >= SHORTEST_QUESTION, {
    error: `must have at least ${SHORTEST_QUESTION} characters`,
  }),
})

export function knowledgeBaseRoutes(app: App, desk: Desk): void {
  const db = desk.database.readModel
  app.get(
    '/external/knowledge-base/search',
    { config: { group: 'external' }, schema: { querystring } },
    async ({ query }) => {
      const rows = await searchKnowledge(db, query.q)
      const seen = await categoriesOf(db, rows)
      return {
        data: rows.map((row) => presentResource(knowledgeArticle, resourceOfRow(row), seen(row))),
      }
    },
  )
}
