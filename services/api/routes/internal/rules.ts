import { category } from '@deskhive/shared/domain/category/category.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { categoryTreeRules } from '#api/routes/internal/category.ts'
import { defaultDepartmentRules } from '#api/routes/internal/department.ts'
import { noRules, type ResourceRules } from '#api/routes/internal/resource-rules.ts'

/** Plain resources that are plain but for a rule. */
const rules = new Map<ResourceDefinition, ResourceRules>([
  [department, defaultDepartmentRules],
  [category, categoryTreeRules],
])

export function rulesOf(definition: ResourceDefinition): ResourceRules {
  return rules.get(definition) ?? noRules
}
