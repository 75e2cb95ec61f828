import { randomUUID } from 'node:crypto'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { Ask } from '../../services/api/testing/ask.ts'
import {
  createCategory,
  createDepartment,
  createKnowledgeCategory,
} from '../../services/api/testing/builders.ts'

export type Body = { readonly [field: string]: unknown }

const listed = { status: 'draft', sort_order: 7 }
const newEmail = () => `${randomUUID()}@Example.org`

const samples: { readonly [resource: string]: (ask: Ask) => Body | Promise<Body> } = {
  department: () => {
    const email = newEmail()
    return { name: 'Häuser', description: 'Ümlaut', email, is_default: false, ...listed }
  },
  category: async (ask) => {
    const parent_id = await createCategory(ask)
    return { name: 'Printers', description: 'Of paper', parent_id, ...listed }
  },
  label: () => ({ name: 'VIP', color: '#00FF7f', ...listed }),
  product: () => ({
    name: 'Anvil',
    envato_id: randomUUID(),
    description: 'Of *steel*\n',
    price: 19.99,
    status: 'draft',
  }),
  customer: () => ({ name: 'Ada', email: newEmail(), phone: '+49 1', envato_username: 'ada' }),
  knowledgeCategory: () => ({
    name: 'First steps',
    description: 'Begin here',
    icon: 'foot',
    ...listed,
  }),
  knowledgeArticle: async (ask) => ({
    title: 'How to begin',
    slug: `begin-${randomUUID()}`,
    content: 'With the *first* step.\n',
    excerpt: 'In short',
    category_id: await createKnowledgeCategory(ask),
    status: 'draft',
  }),
  cannedResponse: () => ({
    title: 'Welcome',
    content: 'How are you?\n',
    category: 'Hello',
    shortcut: '/hi',
    is_active: false,
    sort_order: 7,
  }),
  customField: () => ({
    label: 'Order number',
    description: 'On the bill',
    type: 'number',
    is_required: false,
    ...listed,
  }),
  // By address, since a name would be looked up.
  webhook: () => ({
    url: 'https://93.184.215.14/desk?shop=1',
    events: ['TicketCreated', 'TicketClosed'],
    status: 'inactive',
    description: 'Of the shop',
  }),
  agent: async (ask) => {
    const departments = [await createDepartment(ask)]
    const rest = { phone: '2', locale: 'de', is_active: false, departments }
    return { name: 'Grace', email: newEmail(), ...rest, password: 'correct horse' }
  },
  apiKey: () => ({
    name: 'Import',
    type: 'internal',
    scopes: ['tickets:list', 'labels:*'],
    special: true,
    agent_id: null,
    expires_at: '2999-01-02T03:04:05Z',
  }),
}

/** A body with every field that a client may send, no default among the values; unlike any other. */
export async function fullBody(ask: Ask, { name }: ResourceDefinition): Promise<Body> {
  const sample = samples[name]
  if (!sample) throw new Error(`There is no sample of ${name}`)
  return sample(ask)
}

/** The required fields alone. */
export async function leastBody(ask: Ask, definition: ResourceDefinition): Promise<Body> {
  const full = await fullBody(ask, definition)
  const required = [...definition.required, ...(definition.name === 'agent' ? ['password'] : [])]
  return Object.fromEntries(required.map((field) => [field, full[field]]))
}

/** Without what is shown once, or never. */
export function shownOf(body: Body): Body & { readonly id: number } {
  const once = ['password', 'key', 'secret']
  const shown = Object.entries(body).filter(([field]) => !once.includes(field))
  return { id: 0, ...Object.fromEntries(shown) }
}
