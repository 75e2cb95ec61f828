import { randomBytes } from 'node:crypto'
import { makeApiKey } from '@deskhive/shared/domain/api-key/key-format.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgent, createKey, createTicket } from '../testing/builders.ts'
import type { TestApi } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let other: TestApi
beforeAll(async () => {
  other = await desk.startApi()
})
afterAll(() => other[Symbol.asyncDispose]())

const internal = '/internal/connection-check'
const external = '/external/connection-check'
const invalidKey = { message: 'Invalid API key' }

/** What both processes answer; they hear of events within a second. */
async function statuses(path: string, key: string): Promise<number[]> {
  const answers = [await desk.ask('GET', path, { key }), await other.ask('GET', path, { key })]
  return answers.map(({ status }) => status)
}

const soon = { timeout: 1_000 }

test('without a key a request is not answered', async () => {
  for (const key of [null, '']) {
    const answer = await desk.ask('GET', internal, { key })
    expect(answer).toMatchObject({ status: 400, body: { message: 'Missing header: X-API-KEY' } })
  }
})

test.each([
  ['garbage', 'garbage'],
  ['a key with a wrong checksum', `dh_int_${'0'.repeat(56)}`],
  ['a well-formed key that nobody has', makeApiKey('internal', randomBytes(24))],
  ['a long text', 'x'.repeat(5_000)],
  ['letters from elsewhere', 'ключ-ключ-ключ-ключ-ключ-ключ-ключ'],
])('%s is no key', async (_what, key) => {
  const answer = await desk.ask('GET', internal, { key: Buffer.from(key).toString('latin1') })
  expect(answer).toMatchObject({ status: 401, body: invalidKey })
})

test('what cannot be a key costs no query', async () => {
  await desk.ask('GET', internal)
  const before = await queries()
  await desk.ask('GET', internal, { key: 'short' })
  await desk.ask('GET', internal, { key: 'x'.repeat(201) })
  await desk.ask('GET', internal)
  expect(await queries()).toBe(before)
})

const asked: string[] = []
async function queries(): Promise<number> {
  const { pool } = desk.desk.database
  if (pool.listenerCount('acquire') === 0) pool.on('acquire', () => asked.push('query'))
  return asked.length
}

test('a key is for its own group', async () => {
  const agent = await createAgent(desk.ask)
  expect((await desk.ask('GET', external, { key: agent.key })).status).toBe(200)
  const wrong = await desk.ask('GET', internal, { key: agent.key })
  expect(wrong).toMatchObject({ status: 401, body: invalidKey })
  expect(await desk.ask('GET', external)).toMatchObject({ status: 401, body: invalidKey })
})

test('a key may do what its scopes name, and no more', async () => {
  const { key } = await createKey(desk.ask, {
    type: 'internal',
    scopes: ['connection:check', 'labels:*'],
  })
  expect((await desk.ask('GET', internal, { key })).status).toBe(200)
  expect((await desk.ask('GET', '/internal/labels', { key })).status).toBe(200)
  const refused = await desk.ask('GET', '/internal/tickets', { key })
  expect(refused).toMatchObject({ status: 403, body: { message: 'Forbidden scope' } })
})

test('a revoked key ends in every process within a second', async () => {
  const { key, keyId } = await createKey(desk.ask, { type: 'internal', scopes: ['*'] })
  await expect.poll(() => statuses(internal, key), soon).toEqual([200, 200])
  await desk.ask('DELETE', `/internal/api-keys/${keyId}`)
  await expect.poll(() => statuses(internal, key), soon).toEqual([401, 401])
})

test('a key whose scopes change may do the new ones in every process within a second', async () => {
  const { key, keyId } = await createKey(desk.ask, { type: 'internal', scopes: ['labels:list'] })
  const path = '/internal/labels'
  await expect.poll(() => statuses(path, key), soon).toEqual([200, 200])
  await desk.ask('PUT', `/internal/api-keys/${keyId}`, { body: { scopes: ['tickets:list'] } })
  await expect.poll(() => statuses(path, key), soon).toEqual([403, 403])
})

test('the key of an agent ends with the agent, and works again with it', async () => {
  const { id, key } = await createAgent(desk.ask)
  await expect.poll(() => statuses(external, key), soon).toEqual([200, 200])
  await desk.ask('PUT', `/internal/agents/${id}`, { body: { is_active: false } })
  await expect.poll(() => statuses(external, key), soon).toEqual([401, 401])
  await desk.ask('PUT', `/internal/agents/${id}`, { body: { is_active: true } })
  await expect.poll(() => statuses(external, key), soon).toEqual([200, 200])
  await desk.ask('DELETE', `/internal/agents/${id}`)
  await expect.poll(() => statuses(external, key), soon).toEqual([401, 401])
})

test('an expired key is refused', async () => {
  const expires_at = new Date(Date.now() + 1_500).toISOString()
  const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['*'], expires_at })
  expect((await desk.ask('GET', internal, { key })).status).toBe(200)
  await expect
    .poll(async () => (await desk.ask('GET', internal, { key })).status, { timeout: 3_000 })
    .toBe(401)
})

test('two processes that start at once make one first key and one default department', async () => {
  const { pool } = desk.desk.database
  const keys = await pool.query(`select 1 from api_keys where name = 'Bootstrap key'`)
  const departments = await pool.query(`select 1 from departments where name = 'General'`)
  expect([keys.rowCount, departments.rowCount]).toEqual([1, 1])
})

test('who did something stands in the events, and no secret does', async () => {
  const agent = await createAgent(desk.ask, { password: 'correct horse battery' })
  const ticket = await createTicket(desk.ask, { title: 'who was it' })
  const headers = { 'x-request-id': 'request-of-mine' }
  await desk.ask('PUT', `/internal/tickets/${ticket}`, { body: { assigned_to: agent.id }, headers })
  await desk.ask('POST', `/external/tickets/${ticket}/close`, { key: agent.key })

  const [, assigned, closed] = await desk.desk.log.readStream(`ticket-${ticket}`)
  expect(assigned?.metadata).toMatchObject({
    actor_type: 'api_key',
    actor_name: 'Bootstrap key',
    request_id: 'request-of-mine',
    command_type: 'ChangeTicket',
    ip: '127.0.0.1',
  })
  expect(closed?.metadata).toMatchObject({ actor_type: 'agent', actor_id: String(agent.id) })

  const { events } = await desk.desk.log.readAll({ maxCount: 1_000 })
  const text = JSON.stringify(events, (_key, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  for (const secret of [agent.key, 'correct horse battery', 'first-key-of-a-desk-under-test-012']) {
    expect(text).not.toContain(secret)
  }
})
