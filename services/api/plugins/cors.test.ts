import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const ours = 'https://desk.example.com'
const desk = useTestDesk({ corsOrigins: [ours, 'http://localhost:5173'] })

const path = '/api/v1/internal/tickets'
const preflight = (origin: string) =>
  desk.app.inject({
    method: 'OPTIONS',
    url: path,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-api-key,idempotency-key,if-match',
    },
  })

test('a page of a named origin may call with our headers and read those of the answer', async () => {
  const before = await preflight(ours)
  expect(before.statusCode).toBe(204)
  expect(before.headers).toMatchObject({
    'access-control-allow-origin': ours,
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
    vary: 'Origin',
  })
  const allowed = String(before.headers['access-control-allow-headers']).toLowerCase()
  for (const name of ['x-api-key', 'idempotency-key', 'if-match', 'content-type']) {
    expect(allowed.split(', ')).toContain(name)
  }
  const answer = await desk.ask('GET', '/internal/tickets', { headers: { origin: ours } })
  expect(answer.headers['access-control-allow-origin']).toBe(ours)
  expect(String(answer.headers['access-control-expose-headers']).split(', ')).toEqual(
    expect.arrayContaining(['ETag', 'X-Position', 'Retry-After', 'X-Request-Id']),
  )
  expect(answer.headers['vary']).toContain('Origin')
})

test('a refusal can be read by the page, too', async () => {
  const refused = await desk.ask('GET', '/internal/tickets', {
    key: null,
    headers: { origin: ours },
  })
  expect(refused.status).toBe(400)
  expect(refused.headers['access-control-allow-origin']).toBe(ours)
})

test.each(['https://evil.example.com', 'null', `${ours}.evil.com`, 'http://desk.example.com'])(
  'a page of %s is told nothing',
  async (origin) => {
    for (const { headers } of [
      await preflight(origin),
      await desk.ask('GET', '/internal/tickets', { headers: { origin } }),
    ]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  },
)

test('without CORS_ORIGINS no page of another origin may call', async () => {
  await using closed = await desk.startApi()
  const answer = await closed.ask('GET', '/internal/tickets', { headers: { origin: ours } })
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
    [],
  )
})

const stores = {
  DATABASE_URL: 'postgres://127.0.0.1/desk',
  EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
}

test('CORS_ORIGINS are origins, and anything else is told at the start', () => {
  const read = (CORS_ORIGINS: string) => readConfig({ ...stores, CORS_ORIGINS }).corsOrigins
  expect(read(`${ours}, http://localhost:5173`)).toEqual([ours, 'http://localhost:5173'])
  for (const wrong of [
    '*',
    'desk.example.com',
    `${ours}/`,
    `${ours}/path`,
    'ftp://x',
    `${ours},`,
  ]) {
    expect(() => read(wrong)).toThrow(/CORS_ORIGINS.*origins separated by commas/)
  }
})
