import { scopes } from '@deskhive/shared/domain/api-key/scopes.ts'
import { describe, expect, test } from 'vitest'
import {
  agentKeyScopes,
  scopeByAgentRoute,
} from '../../services/api/routes/internal/agent-key-scopes.ts'
import { createAgent, createKey } from '../../services/api/testing/builders.ts'
import { registeredRoutes } from '../../services/api/testing/registered-routes.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { idsOf } from './resource-client.ts'

const desk = useTestDesk()

const get = (path: string, key?: string) => desk.ask('GET', path, { key })
const put = (path: string, body: object) => desk.ask('PUT', path, { body })

describe('API keys', () => {
  const create = (body: object, key?: string) =>
    desk.ask('POST', '/internal/api-keys', { key, body: { name: 'K', ...body } })
  const fieldsOf = ({ status, body }: { status: number; body: { errors: object } }) => [
    status,
    ...Object.keys(body.errors),
  ]

  test('show themselves once, and then only their beginning', async () => {
    const created = await create({ type: 'internal', scopes: ['connection:check'] })
    const { key, id, key_prefix } = created.body.data
    expect(key).toMatch(/^dh_int_[0-9a-f]{56}$/)
    expect(key.startsWith(key_prefix)).toBe(true)
    expect(created.body.data).toMatchObject({ revoked: false, last_used_at: null, special: false })
    for (const path of [`/internal/api-keys/${id}`, '/internal/api-keys?per_page=200']) {
      const { text } = await get(path)
      expect(text).toContain(key_prefix)
      expect(text).not.toContain(key)
      expect(text).not.toContain('key_hash')
    }
  })

  test('asked for twice with one Idempotency-Key are one key', async () => {
    const question = {
      headers: { 'idempotency-key': 'one-key' },
      body: { name: 'Once', type: 'internal', scopes: ['connection:check'] },
    }
    const first = await desk.ask('POST', '/internal/api-keys', question)
    const again = await desk.ask('POST', '/internal/api-keys', question)
    expect([again.status, again.body.data]).toEqual([201, first.body.data])
    expect(again.headers['idempotent-replayed']).toBe('true')
    const works = await get('/internal/connection-check', again.body.data.key)
    expect(works.status).toBe(200)
  })

  test('tell when they were used, and stay to be seen when they are revoked', async () => {
    const { key, keyId } = await createKey(desk.ask, { type: 'internal', scopes: ['labels:list'] })
    await get('/internal/labels', key)
    await desk.desk.keyUsage.flush()
    const url = `/internal/api-keys/${keyId}`
    expect((await get(url)).body.data.last_used_at).toMatch(/^\d{4}-.*:\d\dZ$/)
    expect((await desk.ask('DELETE', url)).status).toBe(200)
    expect((await get(url)).body.data.revoked).toBe(true)
    const list = await get('/internal/api-keys?per_page=200')
    expect(idsOf(list)).toContain(keyId)
    expect((await get('/internal/labels', key)).status).toBe(401)
    expect((await put(url, { name: 'Back' })).status).toBe(404)
  })

  test('need an agent for the external API and a future to expire in', async () => {
    expect(fieldsOf(await create({ type: 'external', expires_at: '2020-01-01' }))).toEqual([
      422,
      'agent_id',
      'expires_at',
    ])
    const agent = await createAgent(desk.ask)
    const wrong = { type: 'external', agent_id: agent.id, scopes: ['tickets:list'], special: true }
    expect(fieldsOf(await create(wrong))).toEqual([422, 'scopes', 'special'])
    expect(fieldsOf(await create({ type: 'external', agent_id: 777_777 }))).toEqual([
      422,
      'agent_id',
    ])
    expect(fieldsOf(await create({ type: 'other', scopes: ['nothing:list'] }))).toEqual([
      422,
      'type',
      'scopes.0',
    ])
    expect(fieldsOf(await put(`/internal/api-keys/${agent.keyId}`, { agent_id: null }))).toEqual([
      422,
      'agent_id',
    ])
    expect(fieldsOf(await put(`/internal/api-keys/${agent.keyId}`, { type: 'internal' }))).toEqual([
      422,
      'type',
    ])
  })

  test('grant nothing that their maker does not have', async () => {
    const scopes = ['api-keys:*', 'tickets:*']
    const { key, keyId } = await createKey(desk.ask, { type: 'internal', scopes })
    const within = await create({ type: 'internal', scopes: ['tickets:list'] }, key)
    expect(within.status).toBe(201)
    for (const beyond of [['labels:list'], ['tickets:list', 'labels:*'], ['reports:overview']]) {
      expect(fieldsOf(await create({ type: 'internal', scopes: beyond }, key))).toEqual([
        422,
        'scopes',
      ])
    }
    expect(fieldsOf(await create({ type: 'internal', special: true }, key))).toEqual([
      422,
      'special',
    ])
    const all = await create({ type: 'internal', scopes: ['*'] }, key)
    expect(fieldsOf(all)).toEqual([422, 'scopes', 'special'])
    const itself = await desk.ask('PUT', `/internal/api-keys/${keyId}`, {
      key,
      body: { special: true },
    })
    expect(fieldsOf(itself)).toEqual([422, 'special'])
    const special = await create({ type: 'internal', scopes: ['*'] })
    expect(special.body.data.special).toBe(true)
    const narrowed = await put(`/internal/api-keys/${special.body.data.id}`, {
      scopes: ['labels:list'],
    })
    expect(narrowed.body.data.special).toBe(false)
    expect((await get('/internal/tickets', special.body.data.key)).status).toBe(403)
  })

  test('grant no internal key that outlives their holder, which may end itself earlier', async () => {
    const scopes = ['api-keys:*', 'tickets:*']
    const ends = '2100-01-02'
    const maker = await createKey(desk.ask, { type: 'internal', scopes, expires_at: ends })
    const child = { type: 'internal', scopes: ['tickets:list'] }
    for (const expires_at of [undefined, null, '2100-01-03']) {
      const refused = await create({ ...child, expires_at }, maker.key)
      expect(fieldsOf(refused)).toEqual([422, 'expires_at'])
    }
    const made = await create({ ...child, expires_at: ends }, maker.key)
    expect(made.status).toBe(201)

    const live = (id: number, expires_at: string | null) =>
      desk.ask('PUT', `/internal/api-keys/${id}`, { key: maker.key, body: { expires_at } })
    for (const id of [made.body.data.id, maker.keyId]) {
      expect(fieldsOf(await live(id, null))).toEqual([422, 'expires_at'])
      expect(fieldsOf(await live(id, '2100-01-03'))).toEqual([422, 'expires_at'])
      expect((await live(id, '2100-01-01')).status).toBe(200)
    }
    const lasting = await createKey(desk.ask, { type: 'internal', scopes: ['tickets:list'] })
    const give = (body: object) =>
      desk.ask('PUT', `/internal/api-keys/${lasting.keyId}`, { key: maker.key, body })
    expect(fieldsOf(await give({ scopes: ['tickets:*'] }))).toEqual([422, 'scopes'])
    expect((await give({ scopes: [] })).status).toBe(200)
    expect(fieldsOf(await give({ scopes: ['tickets:list'] }))).toEqual([422, 'scopes'])
    expect((await give({ scopes: ['tickets:*'], expires_at: '2100-01-01' })).status).toBe(200)
    expect((await give({ scopes: ['tickets:list'] })).status).toBe(200)
    const all = await createKey(desk.ask, { type: 'internal', scopes: ['*'], expires_at: ends })
    expect((await create(child, all.key)).status).toBe(201)
    const agent = await createAgent(desk.ask)
    const agents = { scopes: ['api-keys:*', ...agentKeyScopes], expires_at: ends }
    const hirer = await createKey(desk.ask, { type: 'internal', ...agents })
    expect((await create({ type: 'external', agent_id: agent.id }, hirer.key)).status).toBe(201)
  })

  test('make nobody an agent who could not do as much with their own', async () => {
    const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['api-keys:*'] })
    const [agent, other] = [await createAgent(desk.ask), await createAgent(desk.ask)]
    const change = (body: object) =>
      desk.ask('PUT', `/internal/api-keys/${agent.keyId}`, { key, body })

    const made = await create({ type: 'external', agent_id: agent.id }, key)
    const moved = await change({ agent_id: other.id, name: 'Another' })
    const lacking = `The agent_id field needs more than the calling key holds: ${agentKeyScopes.join(', ')}.`
    for (const { status, body } of [made, moved])
      expect([status, body]).toEqual([422, { message: lacking, errors: { agent_id: [lacking] } }])
    expect((await change({ name: 'Renamed', agent_id: agent.id })).status).toBe(200)
    expect((await change({ expires_at: '2100-01-02' })).status).toBe(200)
    expect(fieldsOf(await change({ expires_at: '2100-01-03' }))).toEqual([422, 'expires_at'])
    expect(fieldsOf(await change({ expires_at: null }))).toEqual([422, 'expires_at'])
  })

  test('make an agent of who holds all that it may do, each scope of which counts', async () => {
    const agent = await createAgent(desk.ask)
    const grant = { type: 'external', agent_id: agent.id }
    const makerWith = async (scopes: readonly string[]) =>
      (await createKey(desk.ask, { type: 'internal', scopes: ['api-keys:*', ...scopes] })).key
    expect((await create(grant, await makerWith(agentKeyScopes))).status).toBe(201)
    for (const missing of agentKeyScopes) {
      const rest = agentKeyScopes.filter((scope) => scope !== missing)
      const { status, body } = await create(grant, await makerWith(rest))
      expect([status, body.message]).toEqual([422, expect.stringContaining(`: ${missing}.`)])
    }
  })

  test('are asked, to make an agent, for what each of its endpoints is worth', () => {
    const external = registeredRoutes().filter(({ config }) => config.group === 'external')
    const told = external.map(({ method, url }) => `${method} ${url}`)
    expect(Object.keys(scopeByAgentRoute).toSorted()).toEqual(told.toSorted())
    for (const scope of agentKeyScopes) expect(scopes).toContain(scope)
  })

  test('let no key live on that can do more than their holder', async () => {
    const scopes = ['api-keys:*', 'tickets:*']
    const { key } = await createKey(desk.ask, { type: 'internal', scopes })
    const agent = await createAgent(desk.ask)
    const external = { type: 'external', agent_id: agent.id }
    const endingKey = async (grant: object) => {
      const made = await create({ ...grant, expires_at: '2100-01-02' })
      return `/internal/api-keys/${made.body.data.id}`
    }
    const live = (url: string, expires_at: string | null) =>
      desk.ask('PUT', url, { key, body: { expires_at } })
    const scoped = { scopes: ['tickets:list', 'labels:list'] }
    for (const beyond of [{ special: true }, scoped, external]) {
      const url = await endingKey({ type: 'internal', ...beyond })
      expect(fieldsOf(await live(url, '2100-01-03'))).toEqual([422, 'expires_at'])
      expect(fieldsOf(await live(url, null))).toEqual([422, 'expires_at'])
      expect((await live(url, '2100-01-01')).status).toBe(200)
    }
    const url = await endingKey({ type: 'internal', scopes: ['tickets:list'] })
    expect((await live(url, '2100-01-03')).status).toBe(200)
    expect((await live(url, null)).status).toBe(200)
  })
})
