import { randomUUID } from 'node:crypto'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { Ask } from '../../services/api/testing/ask.ts'
import { createCategory, createDepartment } from '../../services/api/testing/builders.ts'

export type Body = { readonly [field: string]: unknown }

/** A body with every field that a client may send, no default among the values; unlike any other. */
export async function fullBody(ask: Ask, { name }: ResourceDefinition): Promise<Body> {
  const email = `${randomUUID()}@Example.org`
  const listed = { status: 'draft', sort_order: 7 }
  switch (name) {
    case 'department':
      return { name: 'Häuser', description: 'Ümlaut', email, is_default: false, ...listed }
    case 'category':
      return {
        name: 'Printers',
        description: 'Of paper',
        parent_id: await createCategory(ask),
        ...listed,
      }
    case 'label':
      return { name: 'VIP', color: '#00FF7f', ...listed }
    case 'product': {
      const rest = { description: 'Of *steel*\n', price: 19.99, status: 'draft' }
      return { name: 'Anvil', envato_id: randomUUID(), ...rest }
    }
    case 'cannedResponse': {
      const rest = { category: 'Hello', shortcut: '/hi', is_active: false, sort_order: 7 }
      return { title: 'Welcome', content: 'How are you?\n', ...rest }
    }
    case 'customer':
      return { name: 'Ada', email, phone: '+49 1', envato_username: 'ada' }
    case 'agent': {
      const departments = [await createDepartment(ask)]
      const rest = { phone: '2', locale: 'de', is_active: false, departments }
      return { name: 'Grace', email, ...rest, password: 'correct horse' }
    }
    case 'apiKey':
      return {
        name: 'Import',
        type: 'internal',
        scopes: ['tickets:list', 'labels:*'],
        special: true,
        agent_id: null,
        expires_at: '2999-01-02T03:04:05Z',
      }
    default:
      throw new Error(`There is no sample of ${name}`)
  }
}

/** The required fields alone. */
export async function leastBody(ask: Ask, definition: ResourceDefinition): Promise<Body> {
  const full = await fullBody(ask, definition)
  const required = [...definition.required, ...(definition.name === 'agent' ? ['password'] : [])]
  return Object.fromEntries(required.map((field) => [field, full[field]]))
}

/** Without what is shown once, or never. */
export function shownOf(body: Body): Body & { readonly id: number } {
  const shown = Object.entries(body).filter(([field]) => field !== 'password' && field !== 'key')
  return { id: 0, ...Object.fromEntries(shown) }
}
