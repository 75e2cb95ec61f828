import { agent } from './agent/agent.ts'
import { apiKey } from './api-key/api-key.ts'
import { cannedResponse } from './canned-response/canned-response.ts'
import { category } from './category/category.ts'
import { customField } from './custom-field/custom-field.ts'
import { customer } from './customer/customer.ts'
import { department } from './department/department.ts'
import { knowledgeArticle } from './knowledge-article/knowledge-article.ts'
import { knowledgeCategory } from './knowledge-category/knowledge-category.ts'
import { label } from './label/label.ts'
import { product } from './product/product.ts'
import type { ResourceDefinition } from './resource/define-resource.ts'
import { webhook } from './webhook/webhook.ts'

/** Resources whose routes, too, come from the one engine. */
export const plainResources: readonly ResourceDefinition[] = [
  department,
  category,
  label,
  product,
  customer,
  knowledgeCategory,
  knowledgeArticle,
  cannedResponse,
  customField,
  webhook,
]

/** All that are declared as data: their streams fold and their rows are kept in one way. */
export const resources: readonly ResourceDefinition[] = [...plainResources, agent, apiKey]
