import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import { nullable, slugOrBlank } from '@deskhive/shared/domain/resource/fields.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { findKnowledgeCategories } from '@deskhive/shared/read-model/queries/knowledge.ts'
import type { ResourceRow } from '@deskhive/shared/read-model/queries/resources.ts'
import slugify from '@sindresorhus/slugify'
import { findLiving, textOf } from '#api/commands/living.ts'
import type { ResourceRules, Sent } from '#api/routes/internal/resource-rules.ts'

const SLUG_LENGTH = 250
/** Room for a number behind it. */
const MADE_LENGTH = 230
/** After so many articles of one title the next is told apart by its id. */
const MOST_NUMBERED = 100

export const knowledgeArticleRules: ResourceRules = {
  sent: { create: { slug: nullable(slugOrBlank(SLUG_LENGTH)).optional() }, change: {} },
  completions: withSlugs,
  seen: {
    ofRows: async ({ database }, rows) => categoriesOf(database.readModel, rows),
    ofState: async (desk, { fields }) => {
      const id = fields['category_id']
      const found = typeof id === 'number' ? await findLiving(desk, 'knowledgeCategory', id) : null
      return withCategory(found && { id: found.id, name: textOf(found, 'name') })
    },
  },
}

/** What an article shows of its category, for rows of the read model. */
export async function categoriesOf(
  db: ReadModelDatabase,
  rows: readonly ResourceRow[],
): Promise<(row: ResourceRow) => FieldValues> {
  const ids = rows.map((row) => Number(row['category_id'] ?? 0))
  const categories = await findKnowledgeCategories(db, ids)
  return (row) => withCategory(categories.get(Number(row['category_id'] ?? 0)) ?? null)
}

type Named = { readonly id: number; readonly name: string }

function withCategory(category: Named | null): FieldValues {
  return { category_id: category?.id ?? null, category }
}

/** The slug that was sent, else `resume`, `resume-2`, `resume-3` … */
function* withSlugs({ id, body }: Sent): Generator<FieldValues> {
  const { slug: sent, title } = body
  if (typeof title !== 'string' || (typeof sent === 'string' && sent !== '')) return yield body

  const made = slugify(title, { decamelize: false }).slice(0, MADE_LENGTH) || 'article'
  yield { ...body, slug: made }
  for (let n = 2; n <= MOST_NUMBERED; n += 1) yield { ...body, slug: `${made}-${n}` }
  yield { ...body, slug: `${made}-${MOST_NUMBERED}-${id}` }
}
