import { category } from '@deskhive/shared/domain/category/category.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { knowledgeArticle } from '@deskhive/shared/domain/knowledge-article/knowledge-article.ts'
import { knowledgeCategory } from '@deskhive/shared/domain/knowledge-category/knowledge-category.ts'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { categoryTreeRules } from '#api/routes/internal/category.ts'
import { registrationRules } from '#api/routes/internal/customer.ts'
import { defaultDepartmentRules } from '#api/routes/internal/department.ts'
import { knowledgeArticleRules } from '#api/routes/internal/knowledge-article.ts'
import { knowledgeCategoryRules } from '#api/routes/internal/knowledge-category.ts'
import { noRules, type ResourceRules } from '#api/routes/internal/resource-rules.ts'
import { webhookRules } from '#api/routes/internal/webhook.ts'

/** Plain resources that are plain but for a rule. */
const rules = new Map<ResourceDefinition, ResourceRules>([
  [department, defaultDepartmentRules],
  [category, categoryTreeRules],
  [customer, registrationRules],
  [knowledgeCategory, knowledgeCategoryRules],
  [knowledgeArticle, knowledgeArticleRules],
  [webhook, webhookRules],
])

export function rulesOf(definition: ResourceDefinition): ResourceRules {
  return rules.get(definition) ?? noRules
}
