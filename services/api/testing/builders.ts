import { randomUUID } from 'node:crypto'
import type { Ask } from './ask.ts'

// Things that tests need before they can begin, each with a name of its own.

type Fields = { readonly [field: string]: unknown }

export async function createCustomer(ask: Ask, fields: Fields = {}): Promise<number> {
  const email = `${randomUUID()}@customer.test`
  return created(ask, '/internal/customers', { name: 'Ada Lovelace', email, ...fields })
}

export async function createLabel(ask: Ask, fields: Fields = {}): Promise<number> {
  return created(ask, '/internal/labels', { name: 'urgent', color: '#ff0000', ...fields })
}

export async function createDepartment(ask: Ask, fields: Fields = {}): Promise<number> {
  return created(ask, '/internal/departments', { name: 'Billing', ...fields })
}

export async function createCategory(ask: Ask, fields: Fields = {}): Promise<number> {
  return created(ask, '/internal/categories', { name: 'Hardware', ...fields })
}

export async function createProduct(ask: Ask, fields: Fields = {}): Promise<number> {
  return created(ask, '/internal/products', { name: 'Printer 3000', ...fields })
}

export async function createKnowledgeCategory(ask: Ask, fields: Fields = {}): Promise<number> {
  return created(ask, '/internal/knowledge-categories', { name: 'Printing', ...fields })
}

export async function createTicket(ask: Ask, fields: Fields = {}): Promise<number> {
  const customer_id = fields['customer_id'] ?? (await createCustomer(ask))
  const ticket = { title: 'It does not print', content: 'Since Monday.', ...fields, customer_id }
  return created(ask, '/internal/tickets', ticket)
}

export type TestAgent = { readonly id: number; readonly key: string; readonly keyId: number }

export async function createAgent(ask: Ask, fields: Fields = {}): Promise<TestAgent> {
  const id = await created(ask, '/internal/agents', {
    name: 'Grace Hopper',
    email: `${randomUUID()}@agent.test`,
    password: 'a long password',
    ...fields,
  })
  const { key, keyId } = await createKey(ask, { type: 'external', agent_id: id })
  return { id, key, keyId }
}

export async function createKey(
  ask: Ask,
  fields: Fields,
): Promise<{ readonly key: string; readonly keyId: number }> {
  const { status, body } = await ask('POST', '/internal/api-keys', {
    body: { name: 'A key', ...fields },
  })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  return { key: body.data.key, keyId: body.data.id }
}

async function created(ask: Ask, path: string, body: Fields): Promise<number> {
  const answer = await ask('POST', path, { body })
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`)
  return answer.body.data.id
}
