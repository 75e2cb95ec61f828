import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCustomer, createLabel, createTicket } from '../testing/builders.ts'
import type { TestApi } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let other: TestApi
let customer_id: number
beforeAll(async () => {
  other = await desk.startApi()
  customer_id = await createCustomer(desk.ask, { name: 'Ada' })
})
afterAll(() => other[Symbol.asyncDispose]())

const pathOf = (id: number) => `/internal/tickets/${id}`

test('twenty writers on one ticket, through two processes, lose nothing', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const labels = await Promise.all(
    Array.from({ length: 4 }, (_, index) => createLabel(desk.ask, { name: `label ${index}` })),
  )
  const writes = Array.from({ length: 20 }, (_, index) => {
    const { ask } = index % 2 === 0 ? desk : other
    return index % 4 === 3
      ? ask('PUT', pathOf(id), { body: { labels: [labels[index % 3]] } })
      : ask('POST', `${pathOf(id)}/messages`, { body: { content: `message ${index}` } })
  })
  const answers = await Promise.all(writes)
  const statuses = new Set(answers.map(({ status }) => status))
  expect(statuses.isSubsetOf(new Set([200, 201, 409]))).toBe(true)

  const acknowledged = answers.filter(({ status }) => status === 201)
  const { body } = await desk.ask('GET', `${pathOf(id)}/messages?per_page=200`)
  const texts = body.data.map(({ content }: { content: string }) => content)
  expect(texts).toHaveLength(acknowledged.length)
  expect(new Set(texts)).toEqual(new Set(acknowledged.map((answer) => answer.body.data.content)))
})

test('of fifty customers with one email at once one is made, through two processes', async () => {
  const body = { name: 'Ada', email: 'everyone@wants.test' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? desk : other).ask('POST', '/internal/customers', {
        body: { ...body, email: index % 3 === 0 ? body.email : body.email.toUpperCase() },
      }),
    ),
  )
  const made = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status === 422)
  expect([made.length, refused.length]).toEqual([1, 49])
  expect(refused[0]?.body.errors).toHaveProperty('email')

  const id = made[0]?.body.data.id
  await desk.ask('PUT', `/internal/customers/${id}`, { body: { email: 'elsewhere@now.test' } })
  expect((await other.ask('POST', '/internal/customers', { body })).status).toBe(201)
})

test('a write is seen by any later read that names its position', async () => {
  const { headers } = await desk.ask('POST', '/internal/tickets', {
    body: { customer_id, title: 'quick', content: 'x' },
    headers: { prefer: 'respond-async' },
  })
  const position = String(headers['x-position'])
  const read = await other.ask('GET', '/internal/tickets?per_page=1', {
    headers: { 'x-min-position': position },
  })
  expect(read.body.data[0].title).toBe('quick')

  const ahead = { 'x-min-position': String(BigInt(position) + 1_000_000n) }
  const early = await desk.ask('GET', '/internal/tickets', { headers: ahead })
  expect(early).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  for (const nonsense of ['x', '-1', '1e3']) {
    const headers = { 'x-min-position': nonsense }
    const answer = await desk.ask('GET', '/internal/tickets', { headers })
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { 'X-Min-Position': [expect.stringContaining('position')] } },
    })
  }
})
