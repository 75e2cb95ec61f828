import { scopes } from '@deskhive/shared/domain/api-key/scopes.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../services/api/testing/ask.ts'
import { createAgent, createKey } from '../../services/api/testing/builders.ts'
import { startTestDesk, type TestDesk } from '../../services/api/testing/start-test-desk.ts'

let desk: TestDesk
let agentKey: string
let internalKey: string
beforeAll(async () => {
  desk = await startTestDesk()
  agentKey = (await createAgent(desk.ask)).key
  internalKey = await keyWith([...scopes])
})
afterAll(() => desk[Symbol.asyncDispose]())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Route = readonly [method: Method, path: string, scope: string]

const methods = {
  list: 'GET',
  create: 'POST',
  read: 'GET',
  update: 'PUT',
  delete: 'DELETE',
} as const
const nothing = 9_999_999

const internalRoutes: Route[] = [
  ['GET', '/internal/connection-check', 'connection:check'],
  ['GET', '/internal/activity-logs', 'activity-logs:list'],
  ['GET', '/internal/reports/overview', 'reports:overview'],
  ['GET', '/internal/reports/agents', 'reports:agents'],
  ['GET', '/internal/reports/departments', 'reports:departments'],
  ['GET', '/internal/settings', 'settings:read'],
  ['PUT', '/internal/settings', 'settings:update'],
  ['GET', `/internal/tickets/${nothing}/messages`, 'messages:list'],
  ['POST', `/internal/tickets/${nothing}/messages`, 'messages:create'],
  ['POST', `/internal/customers/${nothing}/block`, 'customers:update'],
  ['POST', `/internal/customers/${nothing}/unblock`, 'customers:update'],
  ...withActions('tickets', ['list', 'create', 'read', 'update', 'delete']),
  ...resources.flatMap(({ path, actions }) => withActions(path, actions)),
]

const externalRoutes: (readonly [Method, string])[] = [
  ['GET', '/external/connection-check'],
  ['GET', '/external/dashboard'],
  ['GET', '/external/tickets'],
  ['GET', `/external/tickets/${nothing}`],
  ['PUT', `/external/tickets/${nothing}`],
  ['GET', `/external/tickets/${nothing}/messages`],
  ['POST', `/external/tickets/${nothing}/messages`],
  ['POST', `/external/tickets/${nothing}/close`],
  ['POST', `/external/tickets/${nothing}/messages/1/like`],
  ['GET', '/external/canned-responses'],
  ['GET', '/external/knowledge-base/search?q=ink'],
  ['GET', '/external/profile'],
  ['PUT', '/external/profile'],
  ['GET', '/external/notifications'],
  ['GET', '/external/notifications/unread-count'],
  ['POST', `/external/notifications/${nothing}/read`],
  ['POST', '/external/notifications/read-all'],
]

describe.each(internalRoutes)('%s %s', (method, path, scope) => {
  const ask = (key: string | null) => desk.ask(method, path, { key, ...bodyFor(method) })

  test(`is open to ${scope} and to the whole resource`, async () => {
    for (const granted of [scope, `${scope.split(':')[0]}:*`, '*']) {
      expect([200, 404, 422]).toContain((await ask(await keyWith([granted]))).status)
    }
  })

  test('is closed to every other scope', async () => {
    const others = scopes.filter((other) => other !== scope)
    const answer = await ask(await keyWith(others))
    expect([answer.status, answer.body]).toEqual([403, { message: 'Forbidden scope' }])
  })

  test('is closed to agents, strangers and the nameless', async () => {
    expectStrangers(await ask(agentKey), await ask(agentKey.slice(0, -1)), await ask(null))
  })
})

describe.each(externalRoutes)('%s %s', (method, path) => {
  const ask = (key: string | null) => desk.ask(method, path, { key, ...bodyFor(method) })

  test('is open to agents', async () => {
    expect([200, 404, 422]).toContain((await ask(agentKey)).status)
  })

  test('is closed to internal keys, strangers and the nameless', async () => {
    expectStrangers(await ask(internalKey), await ask(`${internalKey}0`), await ask(null))
  })
})

test('a key that is revoked, expired, or of an agent that is inactive or gone opens nothing', async () => {
  const url = '/external/connection-check'
  const [revoked, inactive, gone] = [
    await createAgent(desk.ask),
    await createAgent(desk.ask),
    await createAgent(desk.ask),
  ]
  for (const { key } of [revoked, inactive, gone]) {
    expect((await desk.ask('GET', url, { key })).status).toBe(200)
  }
  await desk.ask('DELETE', `/internal/api-keys/${revoked.keyId}`)
  await desk.ask('PUT', `/internal/agents/${inactive.id}`, { body: { is_active: false } })
  await desk.ask('DELETE', `/internal/agents/${gone.id}`)
  for (const { key } of [revoked, inactive, gone]) {
    expectInvalid(await desk.ask('GET', url, { key }))
  }
  await desk.ask('PUT', `/internal/agents/${inactive.id}`, { body: { is_active: true } })
  expect((await desk.ask('GET', url, { key: inactive.key })).status).toBe(200)
})

function withActions(path: string, actions: readonly (keyof typeof methods)[]): Route[] {
  const routes = actions.map((action): Route => {
    const onOne = action === 'list' || action === 'create' ? '' : `/${nothing}`
    return [methods[action], `/internal/${path}${onOne}`, `${path}:${action}`]
  })
  return [...routes, ['GET', `/internal/${path}/${nothing}/history`, `${path}:read`]]
}

async function keyWith(granted: readonly string[]): Promise<string> {
  return (await createKey(desk.ask, { type: 'internal', scopes: granted })).key
}

function bodyFor(method: Method) {
  return method === 'POST' || method === 'PUT' ? { body: {} } : {}
}

function expectStrangers(otherGroup: Answer, unknown: Answer, keyless: Answer): void {
  expectInvalid(otherGroup)
  expectInvalid(unknown)
  expect([keyless.status, keyless.body]).toEqual([400, { message: 'Missing header: X-API-KEY' }])
}

function expectInvalid({ status, body }: Answer): void {
  expect([status, body]).toEqual([401, { message: 'Invalid API key' }])
}
