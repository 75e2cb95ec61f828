import { scopes } from '@deskhive/shared/domain/api-key/scopes.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../services/api/testing/ask.ts'
import { createAgent, createKey } from '../../services/api/testing/builders.ts'
import {
  type RegisteredRoute,
  registeredRoutes,
} from '../../services/api/testing/registered-routes.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// Who may call what: every route that is registered against every kind of key.

const AT_ONCE = 16
const nothing = '9999999'

const routes = registeredRoutes()
const internal = routes.filter(({ config }) => config.group === 'internal')
const external = routes.filter(({ config }) => config.group === 'external')

const desk = useTestDesk()
let agentKey: string
let allScopesKey: string
/** What a key holds → a key that holds exactly that. */
const keys = new Map<string, string>()

const wholes = [...new Set(scopes.map((scope) => `${resourceOf(scope)}:*`)), '*']

beforeAll(async () => {
  agentKey = (await createAgent(desk.ask)).key
  allScopesKey = await keyWith(scopes)
  await inParallel([...scopes, ...wholes], AT_ONCE, async (scope) => {
    keys.set(scope, await keyWith([scope]))
  })
})

test.each(internal)('$method $url asks for the scope that the contract gives it', (route) => {
  expect(route.config.scope).toBe(scopeByContract(route))
  expect(scopes).toContain(route.config.scope)
})

describe.each(internal)('$method $url', (route) => {
  const opening = new Set([route.config.scope, `${resourceOf(route.config.scope)}:*`, '*'])

  test('is open to its scope, its whole resource and *, and to nothing else', async () => {
    const wrong: string[] = []
    await inParallel([...keys], AT_ONCE, async ([held, key]) => {
      const { status, text } = await ask(route, key)
      const isRight = opening.has(held)
        ? status !== 401 && status !== 403 && status < 500
        : status === 403 && text === '{"message":"Forbidden scope"}'
      if (!isRight) wrong.push(`${held}: ${status} ${text.slice(0, 100)}`)
    })
    expect(wrong).toEqual([])
  })

  test('is closed to agents, strangers and the nameless', async () => {
    expectInvalid(await ask(route, agentKey))
    expectInvalid(await ask(route, agentKey.slice(0, -1)))
    expectNameless(await ask(route, null))
  })
})

describe.each(external)('$method $url', (route) => {
  test('is open to agents alone', async () => {
    const { status } = await ask(route, agentKey)
    expect([200, 201, 404, 422]).toContain(status)
    for (const key of [allScopesKey, keys.get('*') ?? '', `${allScopesKey}0`]) {
      expectInvalid(await ask(route, key))
    }
    expectNameless(await ask(route, null))
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

/** Nothing has the ids, and no body says anything, so that whoever gets in does no harm. */
function ask({ method, url }: RegisteredRoute, key: string | null): Promise<Answer> {
  const path = url.replaceAll(/:\w+/g, nothing)
  // Nobody waits for the end of a stream: who goes on after what never was is refused.
  const headers: Record<string, string> = url.endsWith('/stream') ? { 'last-event-id': 'none' } : {}
  const body = ['POST', 'PUT'].includes(method) && { body: {} }
  return desk.ask(method, path, { key, headers, ...body })
}

const exceptions: { readonly [route: string]: string } = {
  'GET /internal/connection-check': 'connection:check',
  'GET /internal/tickets/:id/messages': 'messages:list',
  'POST /internal/tickets/:id/messages': 'messages:create',
  'POST /internal/customers/:id/block': 'customers:update',
  'POST /internal/customers/:id/unblock': 'customers:update',
  'GET /internal/settings': 'settings:read',
  'PUT /internal/settings': 'settings:update',
  'GET /internal/reports/overview': 'reports:overview',
  'GET /internal/reports/agents': 'reports:agents',
  'GET /internal/reports/departments': 'reports:departments',
  'GET /internal/audit/verify': 'audit:verify',
  'POST /internal/imports/tickets': 'imports:create',
}

const ofMany: { readonly [method: string]: string } = { GET: 'list', POST: 'create' }
const ofOne: { readonly [method: string]: string } = {
  GET: 'read',
  PUT: 'update',
  DELETE: 'delete',
}

/** Section 3's rule; what the contract leaves open asks for a scope that there is. */
function scopeByContract({ method, url, config }: RegisteredRoute): string | undefined {
  const [, resource, one] = /^\/internal\/([\w-]+)(\/:id(?:\/history)?)?$/.exec(url) ?? []
  const action = one === undefined ? ofMany[method] : ofOne[method]
  return exceptions[`${method} ${url}`] ?? (resource ? `${resource}:${action}` : config.scope)
}

function resourceOf(scope = ''): string {
  return scope.split(':')[0] ?? ''
}

async function keyWith(granted: readonly string[]): Promise<string> {
  return (await createKey(desk.ask, { type: 'internal', scopes: granted })).key
}

function expectInvalid({ status, body }: Answer): void {
  expect([status, body]).toEqual([401, { message: 'Invalid API key' }])
}

function expectNameless({ status, body }: Answer): void {
  expect([status, body]).toEqual([400, { message: 'Missing header: X-API-KEY' }])
}
