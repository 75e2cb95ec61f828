import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createCustomer } from '../testing/builders.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let customer_id: number
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask)
})

const ticket = (title: string) => ({ customer_id, title, content: 'Please help.' })
const keyed = (key: string, body: unknown) => ({ body, headers: { 'idempotency-key': key } })

async function eventsOf(stream: string): Promise<string[]> {
  return (await desk.desk.log.readStream(stream)).map(({ type }) => type)
}

test('the same key and body get the first answer again, and one ticket', async () => {
  const key = randomUUID()
  const first = await desk.ask('POST', '/internal/tickets', keyed(key, ticket('once')))
  const second = await desk.ask('POST', '/internal/tickets', keyed(key, ticket('once')))
  expect(first.status).toBe(201)
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(second).toMatchObject({ status: 201, text: first.text })
  expect(second.headers).toMatchObject({
    'idempotent-replayed': 'true',
    'x-position': first.headers['x-position'],
    etag: first.headers['etag'],
    'content-type': 'application/json; charset=utf-8',
  })
})

test('the same key with another body, path or method is refused', async () => {
  const key = randomUUID()
  const { body } = await desk.ask('POST', '/internal/tickets', keyed(key, ticket('one')))
  const path = `/internal/tickets/${body.data.id}`
  const others = [
    await desk.ask('POST', '/internal/tickets', keyed(key, ticket('another'))),
    await desk.ask('PUT', path, keyed(key, ticket('one'))),
    await desk.ask('DELETE', path, { headers: { 'idempotency-key': key } }),
  ]
  for (const other of others) {
    expect(other.status).toBe(422)
    expect(other.body.errors).toHaveProperty('Idempotency-Key')
  }
  expect(await eventsOf(`ticket-${body.data.id}`)).toEqual(['TicketCreated'])
})

test('what was refused is not kept: the key may be used again', async () => {
  const key = randomUUID()
  const wrong = [{ title: 'no content' }, { ...ticket('nobody'), customer_id: 999_999 }]
  for (const body of wrong) {
    expect((await desk.ask('POST', '/internal/tickets', keyed(key, body))).status).toBe(422)
  }
  const right = await desk.ask('POST', '/internal/tickets', keyed(key, ticket('right')))
  expect(right.status).toBe(201)
  expect(right.headers['idempotent-replayed']).toBeUndefined()
})

test.each(['', 'x'.repeat(256)])(
  'a key of no or more than 255 characters is refused',
  async (key) => {
    const answer = await desk.ask('POST', '/internal/tickets', keyed(key, ticket('long')))
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toHaveProperty('Idempotency-Key')
  },
)

test('of ten equal requests at once one runs; the others are told so, or get its answer', async () => {
  const key = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      desk.ask('POST', '/internal/tickets', keyed(key, ticket('ten'))),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(new Set(statuses).isSubsetOf(new Set([201, 409]))).toBe(true)
  const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.data.id)
  expect(new Set(made).size).toBe(1)
  const waiting = answers.filter(({ status }) => status === 409)
  expect(waiting.every(({ headers }) => headers['retry-after'] === '1')).toBe(true)
})

test('a raw API key is stored nowhere, and yet told again', async () => {
  const key = randomUUID()
  const body = { name: 'integration', type: 'internal', scopes: ['tickets:*'] }
  const first = await desk.ask('POST', '/internal/api-keys', keyed(key, body))
  expect(first.status).toBe(201)
  const second = await desk.ask('POST', '/internal/api-keys', keyed(key, body))
  expect(second.headers['idempotent-replayed']).toBe('true')
  expect(second.body.data).toMatchObject({ id: first.body.data.id, key: first.body.data.key })

  const { rows } = await desk.desk.database.pool.query('select row::text from desk.idempotency row')
  expect(JSON.stringify(rows)).not.toContain(first.body.data.key)
})
