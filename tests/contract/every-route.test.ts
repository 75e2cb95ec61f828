import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAgent } from '../../services/api/testing/builders.ts'
import { registeredRoutes } from '../../services/api/testing/registered-routes.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// What holds for every path, whatever it is of: methods it does not have, HEAD, OPTIONS, the headers of each answer.

const routes = registeredRoutes()
const urls = [...new Set(routes.map(({ url }) => url))]
const methodsOf = (url: string) =>
  routes.filter((route) => route.url === url).map(({ method }) => method)
const readable = urls.filter((url) => methodsOf(url).includes('GET'))

const desk = useTestDesk({ requestsPerMinute: 100_000 })
let agentKey: string
beforeAll(async () => {
  agentKey = (await createAgent(desk.ask)).key
})

const pathOf = (url: string) => url.replaceAll(/:\w+/g, '1')
const keyFor = (url: string) => (url.startsWith('/external') ? { key: agentKey } : {})

const counted = {
  'x-request-id': expect.stringMatching(/^[\w.-]{1,128}$/),
  'x-ratelimit-limit': '100000',
  'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
  'x-ratelimit-reset': expect.stringMatching(/^\d+$/),
}

describe.each(urls)('%s', (url) => {
  const methods = methodsOf(url)
  const known = [...methods, 'OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : [])].toSorted()
  const unknown = (['PATCH', 'POST', 'PUT', 'DELETE', 'GET'] as const).filter(
    (method) => !known.includes(method),
  )

  test('answers 405 with what it knows to any other method, with a key or without', async () => {
    for (const method of unknown) {
      const answer = await desk.ask(method, pathOf(url), { key: null })
      expect(answer).toMatchObject({ status: 405, body: { message: 'Method not allowed' } })
      expect(answer.headers).toMatchObject({ allow: known.join(', '), ...counted })
    }
  })

  test('tells its methods to OPTIONS', async () => {
    const answer = await desk.app.inject({ method: 'OPTIONS', url: `/api/v1${pathOf(url)}` })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({ allow: known.join(', '), ...counted })
  })
})

test.each(readable)('HEAD %s answers as GET would, at once and without a body', async (url) => {
  const answer = await desk.ask('HEAD', pathOf(url), keyFor(url))
  expect(answer.text).toBe('')
  expect([200, 404, 422]).toContain(answer.status)
  expect(answer.headers).toMatchObject({ 'content-type': expect.any(String), ...counted })
})

const filtered = routes.filter(({ query }) => query !== null)

test.each(filtered)('$method $url takes a blank parameter for none', async (route) => {
  const { method, url, query } = route
  const parameters = Object.entries(query?.shape ?? {})
  const needed = parameters.flatMap(([name, schema]) =>
    z.safeParse(schema, undefined).success ? [] : [`${name}=${name === 'q' ? 'mail' : '0'}`],
  )
  const ask = async (more: string) =>
    (await desk.ask(method, `${pathOf(url)}?${[...needed, more].join('&')}`, keyFor(url))).status
  const status = await ask('')
  expect([200, 404]).toContain(status)
  for (const [name] of parameters.filter(([name]) => !needed.some((own) => own.startsWith(name)))) {
    expect([name, await ask(`${name}=`)]).toEqual([name, status])
  }
})

test.each(['/health-check', '/docs', '/docs/start.js', '/openapi.json'])(
  '%s, which needs no key, tells the limit too',
  async (path) => {
    const answer = await desk.ask('GET', path, { key: null })
    expect(answer).toMatchObject({ status: 200, headers: counted })
  },
)
