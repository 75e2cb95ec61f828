import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createAgent, createCustomer, createLabel, createTicket } from '../testing/builders.ts'
import { firstKey } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk({ onLog: (line) => lines.push(line) })
let customer_id: number
const lines: string[] = []
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask)
})

const notFound = { status: 404, body: { message: 'Not found' } }
const tickets = '/internal/tickets'

test.each([
  '/nothing',
  '/internal/tickets/1002/nothing',
  '/internal/tickets/abc',
  '/internal/tickets/0',
  '/internal/tickets/-1',
  '/internal/tickets/1.5',
  '/internal/tickets/999999',
  '/internal/tickets/9223372036854775808',
  '/internal/tickets/99999999999999999999999',
  '/internal/tickets/%00',
  `/internal/tickets/${'9'.repeat(500)}`,
])('GET %s is not found', async (path) => {
  expect(await desk.ask('GET', path)).toMatchObject(notFound)
})

test.each([
  ['PUT', '/internal/tickets/9223372036854775808'],
  ['DELETE', '/internal/tickets/999999'],
  ['POST', '/internal/tickets/999999/messages'],
] as const)('%s %s is not found', async (method, path) => {
  expect(await desk.ask(method, path, { body: { content: 'x' } })).toMatchObject(notFound)
})

test('a path that cannot be decoded has the one shape of errors', async () => {
  const answer = await desk.ask('GET', '/internal/tickets/%zz')
  expect(answer).toMatchObject({ status: 400, body: { message: expect.any(String) } })
})

test('a method that a path does not know is told which it knows', async () => {
  const answer = await desk.ask('PATCH', '/internal/tickets/1001')
  expect(answer.status).toBe(405)
  expect(answer.headers['allow']).toBe('DELETE, GET, HEAD, OPTIONS, PUT')
  expect((await desk.ask('DELETE', `/internal/customers/${customer_id}`)).status).toBe(405)
})

test('every wrong field is told at once, with references and list items', async () => {
  const wrong = { title: '', customer_id: 999_999, department_id: 999_999, priority: 'urgent' }
  const answer = await desk.ask('POST', tickets, { body: wrong })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toEqual({
    title: ['The title field is required.'],
    content: ['The content field is required.'],
    customer_id: ['The customer_id field must name an existing customer.'],
    department_id: ['The department_id field must name an existing department.'],
    priority: ['The priority field must be one of low, medium, high, critical.'],
  })
  expect(answer.body.message).toBe(Object.values<string[]>(answer.body.errors)[0]?.[0])
})

test('an item of a list is named by its place', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const label = await createLabel(desk.ask)
  const { status, body } = await desk.ask('PUT', `${tickets}/${id}`, {
    body: { labels: [label, 999_999, 'x', -1] },
  })
  expect(status).toBe(422)
  expect(body.errors).toEqual({
    'labels.1': ['The labels.1 field must name an existing label.'],
    'labels.2': ['The labels.2 field must be a whole number.'],
    'labels.3': ['The labels.3 field must be at least 1.'],
  })
})

test('limits are told by their number', async () => {
  const { body } = await desk.ask('POST', tickets, {
    body: { customer_id, title: 'x'.repeat(501), content: 'x' },
  })
  expect(body.errors).toEqual({
    title: ['The title field may not be longer than 500 characters.'],
  })
})

test.each([
  [{ title: 5 }, { title: 'The title field must be a text.' }],
  [{ title: null }, { title: 'The title field must be a text.' }],
  [{ title: 'a\u0000b' }, { title: 'The title field contains characters that are not text.' }],
  [{ title: '\ud800' }, { title: 'The title field contains characters that are not text.' }],
  [{ customer_id: '1' }, { customer_id: 'The customer_id field must be a whole number.' }],
  [{ customer_id: 1e18 }, { customer_id: /customer_id field/ }],
  [{ content: '   ' }, { content: 'The content field is required.' }],
])('%j is refused and never made to fit', async (wrong, errors) => {
  const right = { customer_id, title: 'x', content: 'x' }
  const { status, body } = await desk.ask('POST', tickets, { body: { ...right, ...wrong } })
  expect(status).toBe(422)
  for (const [field, message] of Object.entries(errors)) {
    expect(body.errors[field][0]).toMatch(message)
  }
})

test.each([
  ['no JSON', '{"title": ', 400],
  ['JSON that is no object', '[1, 2]', 422],
  ['null', 'null', 422],
  ['an empty body', '', 422],
  ['text that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400],
  ['arrays nested 5,000 deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 422],
  ['a body over 1 MiB', JSON.stringify({ title: 'x'.repeat(1_048_577) }), 413],
])('%s gets the one shape of errors', async (_what, payload, status) => {
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/api/v1${tickets}`,
    headers: { 'x-api-key': firstKey, 'content-type': 'application/json' },
    payload,
  })
  expect(answer.statusCode).toBe(status)
  expect(Object.keys(answer.json())).toEqual(status === 422 ? ['message', 'errors'] : ['message'])
})

test('a body that is not JSON by its own words is told what it should be', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await desk.ask('POST', tickets, { body: 'title=x', headers })
  expect(answer).toMatchObject({ status: 415, body: { message: expect.stringMatching(/JSON/) } })
})

test('unknown fields are left alone, also those that mean something to JavaScript', async () => {
  const body = `{"customer_id": ${customer_id}, "title": "x", "content": "x", "colour": 1,
    "__proto__": {"priority": "critical"}, "constructor": {"prototype": {}}, "status": "closed"}`
  const answer = await desk.ask('POST', tickets, { body })
  expect(answer.status).toBe(201)
  expect(answer.body.data).toMatchObject({ priority: 'medium', status: 'open' })
})

test('a parameter that is given more than once is told so, whatever it should be', async () => {
  const { status, body } = await desk.ask(
    'GET',
    `${tickets}?page=1&page=2&status=open&status=closed&customer_id=1&customer_id=2&per_page=x`,
  )
  expect([status, body.errors]).toEqual([
    422,
    {
      page: ['The page field may be given only once.'],
      status: ['The status field may be given only once.'],
      customer_id: ['The customer_id field may be given only once.'],
      per_page: ['The per_page field must be a whole number from 1 to 200.'],
    },
  ])
})

test.each(['page=0', 'page=-1', 'page=x', 'per_page=0', 'per_page=201'])(
  'a list refuses %s',
  async (query) => {
    const answer = await desk.ask('GET', `${tickets}?${query}`)
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toHaveProperty(query.split('=')[0] ?? '')
  },
)

test.each([
  'page=1e18',
  'customer_id=9223372036854775808',
  'customer_id=%00',
  'status=%00',
  'assigned_to=1e18',
])('a list by %s is refused or empty', async (query) => {
  expect((await desk.ask('GET', `${tickets}?${query}`)).status).toBeLessThan(500)
})

test('a revision that no longer holds is told so, and nothing is changed', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const path = `${tickets}/${id}`
  const first = await desk.ask('PUT', path, {
    body: { priority: 'high' },
    headers: { 'if-match': '"0"' },
  })
  expect(first).toMatchObject({ status: 200, headers: { etag: expect.stringMatching(/^"1-/) } })
  for (const tag of ['"0"', '"7"', 'nonsense', 'W/"0"']) {
    const headers = { 'if-match': tag }
    const answer = await desk.ask('PUT', path, { body: { priority: 'low' }, headers })
    expect(answer).toMatchObject({ status: 412, body: { message: expect.any(String) } })
  }
  expect((await desk.ask('GET', path)).body.data.priority).toBe('high')
})

test('a request id is taken over where it is harmless, and made where not', async () => {
  const ids = ['mine-1', 'a b', 'x'.repeat(129), '{"a":1}', 'me@example.com']
  const answers = await Promise.all(
    ids.map((id) => desk.ask('GET', '/health-check', { headers: { 'x-request-id': id } })),
  )
  const [mine, ...others] = answers.map(({ headers }) => headers['x-request-id'])
  expect(mine).toBe('mine-1')
  for (const made of others) expect(made).toMatch(/^[0-9a-f-]{36}$/)
})

test('what an agent may not see answers byte for byte as what never was', async () => {
  const agent = await createAgent(desk.ask)
  const id = await createTicket(desk.ask, { customer_id })
  const routes = [
    ['PUT', (ticket: number) => `/external/tickets/${ticket}`],
    ['POST', (ticket: number) => `/external/tickets/${ticket}/close`],
    ['POST', (ticket: number) => `/external/tickets/${ticket}/messages`],
    ['POST', (ticket: number) => `/external/tickets/${ticket}/messages/1/like`],
  ] as const
  for (const [method, path] of routes) {
    const question = { key: agent.key, body: { content: 'x', status: 'closed' } }
    const hidden = await desk.ask(method, path(id), question)
    const unknown = await desk.ask(method, path(999_999), question)
    expect(hidden).toMatchObject({ status: 404, text: unknown.text })
  }
})

test('while the event store is away writes are told to come again, and reads go on', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  await desk.stopEventStore()
  const started = performance.now()
  const write = await desk.ask('PUT', `${tickets}/${id}`, { body: { priority: 'low' } })
  expect(performance.now() - started).toBeLessThan(3_000)
  expect(write).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  expect(Object.keys(write.body)).toEqual(['message'])
  expect((await desk.ask('GET', `${tickets}/${id}`)).status).toBe(200)
  expect((await desk.ask('GET', '/health/ready')).status).toBe(503)
  expect((await desk.ask('GET', '/health/live')).status).toBe(200)

  await desk.startEventStore()
  const again = () => desk.ask('PUT', `${tickets}/${id}`, { body: { priority: 'low' } })
  await expect.poll(async () => (await again()).status, { timeout: 10_000 }).toBe(200)
})

test('a fault is logged once with its cause, and told to nobody', async () => {
  const secret = randomUUID()
  desk.desk.database.readModel.selectFrom = () => {
    throw new Error(`inside ${secret}`)
  }
  const answer = await desk.ask('GET', `${tickets}/1001`, { headers: { 'x-request-id': 'faulty' } })
  expect(answer).toMatchObject({ status: 500, body: { message: 'Internal server error' } })
  const told = lines.filter((line) => line.includes('faulty'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(secret)
  expect(lines.join('')).not.toContain(firstKey)
})
