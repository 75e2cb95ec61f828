import { resources } from '@deskhive/shared/domain/resources.ts'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../services/api/testing/ask.ts'
import {
  createAgent,
  createCategory,
  createCustomer,
  createKey,
  createLabel,
  createTicket,
} from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { clientFor, sorted, wrongFields } from './resource-client.ts'
import { fullBody } from './samples.ts'

// Whatever part of the desk finds it out, all that is wrong with a body is told in one answer.

const desk = useTestDesk()

const nothing = 8_888_888
const post = (path: string, body: object, key?: string) =>
  desk.ask('POST', `/internal/${path}`, { body, key })
const put = (path: string, body: object) => desk.ask('PUT', `/internal/${path}`, { body })

/** As a person would say it: which field, and what is wrong with it. */
function told(answer: Answer): string[] {
  for (const [field, messages] of Object.entries<string[]>(answer.body.errors)) {
    for (const message of messages) {
      expect(message).toMatch(/^The \S+ field .+/)
      expect(message).toContain(` ${field} `)
    }
  }
  return wrongFields(answer)
}

test('where one id belongs a list is wrong as a whole, whatever it names', async () => {
  const body = { name: 'A', parent_id: Array.from({ length: 2_000 }, (_, at) => nothing + at) }
  expect(told(await post('categories', body))).toEqual(['parent_id'])
})

const withUnique = resources.filter(({ unique }) => unique.length > 0)

describe.each(withUnique)('$path', (definition) => {
  const { path, create, createdId } = clientFor(desk, definition)

  test('tells taken values and unknown ids beside what its schema refuses', async () => {
    const { body: existing } = await create()
    const taken = Object.fromEntries(definition.unique.map((f) => [f, existing.data[f]]))
    const references = Object.keys(definition.refers_to)
    const isList = (field: string) => Array.isArray(existing.data[field])
    const unknown = references.map((field) => [field, isList(field) ? [nothing] : nothing])
    const wrong = { ...taken, ...Object.fromEntries(unknown), [definition.named_by]: 5 }
    const expected = sorted([
      definition.named_by,
      ...definition.unique,
      ...references.map((field) => (isList(field) ? `${field}.0` : field)),
    ])
    const body = { ...(await fullBody(desk.ask, definition)), ...wrong }
    expect(told(await desk.ask('POST', path, { body }))).toEqual(expected)
    const url = `${path}/${await createdId()}`
    expect(told(await desk.ask('PUT', url, { body: wrong }))).toEqual(expected)
  })
})

test('two that have no envato_id, or a blank one, are in nobody’s way', async () => {
  for (const envato_id of ['', '', null, null, undefined, undefined]) {
    expect((await post('products', { name: 'Plain', envato_id })).status).toBe(201)
  }
})

test('a ticket tells a blocked customer and its custom fields beside the rest', async () => {
  const customer_id = await createCustomer(desk.ask)
  await post(`customers/${customer_id}/block`, { reason: 'Spam' })
  const order = await post('custom-fields', { label: 'Order', type: 'number' })
  const serial = await post('custom-fields', { label: 'Serial', type: 'text', is_required: true })
  const custom_fields = [
    { id: order.body.data.id, value: 'many' },
    { id: nothing, value: 'x' },
    { id: 'x', value: 1 },
  ]
  const beside = ['customer_id', 'custom_fields', 'custom_fields.0.value', 'custom_fields.1.id']
  const right = { customer_id, title: 'Late', content: 'Where?' }
  const items = custom_fields.slice(0, 2)
  expect(told(await post('tickets', { ...right, custom_fields: items }))).toEqual(sorted(beside))
  expect(
    told(await post('tickets', { ...right, title: '', category_id: nothing, custom_fields })),
  ).toEqual(sorted([...beside, 'category_id', 'custom_fields.2.id', 'title']))
  expect(told(await post('tickets', { ...right, content: 5, custom_fields: 'all' }))).toEqual(
    sorted(['content', 'custom_fields', 'customer_id']),
  )
  const id = serial.body.data.id
  expect((await desk.ask('DELETE', `/internal/custom-fields/${id}`)).status).toBe(200)
})

test('a reply tells whose it may not be beside the rest', async () => {
  const [own, other] = [await createCustomer(desk.ask), await createCustomer(desk.ask)]
  const path = `tickets/${await createTicket(desk.ask, { customer_id: own })}/messages`
  const asOther = { customer_id: other, content: ' ', is_internal: true }
  expect(told(await post(path, asOther))).toEqual(['content', 'customer_id', 'is_internal'])
  await post(`customers/${own}/block`, { reason: 'Rude' })
  const blocked = await post(path, { customer_id: own, content: '' })
  expect(blocked.body.errors).toMatchObject({
    customer_id: ['The customer_id field names a blocked customer: Rude'],
  })
})

test('items keep the places in which they were sent', async () => {
  const label = await createLabel(desk.ask)
  const path = `tickets/${await createTicket(desk.ask)}`
  const labels = [label, label, nothing, 'x', label, nothing]
  expect(told(await put(path, { labels: labels.filter((item) => item !== 'x') }))).toEqual([
    'labels.2',
    'labels.4',
  ])
  expect(told(await put(path, { labels }))).toEqual(['labels.2', 'labels.3', 'labels.5'])
})

test('a list of too many ids is refused for that alone, and at once', async () => {
  const labels = Array.from({ length: 10_000 }, (_, index) => nothing + index)
  const answer = await put(`tickets/${await createTicket(desk.ask)}`, { labels })
  expect(answer.body).toEqual({
    message: 'The labels field may not have more than 1000 items.',
    errors: { labels: ['The labels field may not have more than 1000 items.'] },
  })
})

test('a department tells that the default stays one beside the rest', async () => {
  const { body } = await desk.ask('GET', '/internal/departments?per_page=200')
  const { id } = body.data.find(({ is_default }: { is_default: boolean }) => is_default)
  const wrong = { is_default: false, name: '', email: 'x' }
  expect(told(await put(`departments/${id}`, wrong))).toEqual(['email', 'is_default', 'name'])
  expect(told(await put(`departments/${id}`, { is_default: false }))).toEqual(['is_default'])
})

test('a category tells that it would lie below itself beside the rest', async () => {
  const above = await createCategory(desk.ask)
  const below = await createCategory(desk.ask, { parent_id: above })
  const wrong = await put(`categories/${above}`, { parent_id: below, status: 'x' })
  expect(told(wrong)).toEqual(['parent_id', 'status'])
})

test('a key tells what it may not be or grant beside the rest', async () => {
  const maker = await createKey(desk.ask, { type: 'internal', scopes: ['api-keys:*'] })
  const expired = { name: '', expires_at: '2020-01-01' }
  expect(
    told(await post('api-keys', { ...expired, type: 'external', scopes: ['tickets:list'] })),
  ).toEqual(['agent_id', 'expires_at', 'name', 'scopes'])
  expect(told(await post('api-keys', { ...expired, type: 'other' }))).toEqual([
    'expires_at',
    'name',
    'type',
  ])
  const beyond = { ...expired, type: 'internal', scopes: ['tickets:list'], special: true }
  expect(told(await post('api-keys', beyond, maker.key))).toEqual([
    'expires_at',
    'name',
    'scopes',
    'special',
  ])
  const agent = await createAgent(desk.ask)
  const changed = { ...expired, type: 'internal', agent_id: null, special: true }
  expect(told(await put(`api-keys/${agent.keyId}`, changed))).toEqual([
    'agent_id',
    'expires_at',
    'name',
    'special',
    'type',
  ])
})

test.each([
  ['settings', 'may not be greater than 200', { sd_tickets_per_page: 1e300 }],
  ['settings', 'must be at least 1', { sd_tickets_per_page: -1e300 }],
  ['settings', 'may not be greater than 36500', { sd_auto_close_days: 2 ** 53 }],
  ['tickets/1', 'must be a list', { labels: 'x'.repeat(3_000) }],
  ['tickets/1', 'must be a whole number', { department_id: null }],
  ['webhooks/1', 'must be a list', { events: '' }],
  ['webhooks/1', 'must have at least 1 item', { events: [] }],
  ['webhooks/1', 'is required', { url: '' }],
  ['api-keys/1', 'must be a date such as 2026-03-15 or 2026-03-15T14:30:00Z', { expires_at: 5 }],
])('%s: one sentence tells all that is wrong: the field %s', async (path, predicate, body) => {
  const [field] = Object.keys(body)
  const message = `The ${field} field ${predicate}.`
  expect((await put(path, body)).body).toEqual({ message, errors: { [`${field}`]: [message] } })
})

test('names a thing as a person would', async () => {
  const { body } = await post('knowledge-articles', { title: 'How', category_id: nothing })
  expect(body.message).toBe('The category_id field must name an existing knowledge category.')
  const list = await desk.ask('POST', '/internal/labels', { body: '[]' })
  expect(list.body.message).toBe('The body must be an object.')
})
