import { countArticles } from '@deskhive/shared/read-model/queries/knowledge.ts'
import type { ResourceRules } from '#api/routes/internal/resource-rules.ts'

/** How full it is, the articles tell; what is new is empty, and a change waited for the read models. */
export const knowledgeCategoryRules: ResourceRules = {
  seen: {
    ofRows: async ({ database }, rows) => {
      const ids = rows.map(({ id }) => id)
      const counts = await countArticles(database.readModel, ids)
      return ({ id }) => ({ article_count: counts.get(id) ?? 0 })
    },
    ofState: async ({ database }, { id }) => {
      const counts = await countArticles(database.readModel, [id])
      return { article_count: counts.get(id) ?? 0 }
    },
  },
}
