import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { createCustomer, createTicket } from '../testing/builders.ts'
import { firstKey } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let plain: string
const list = '/api/v1/internal/tickets'
beforeAll(async () => {
  const customer_id = await createCustomer(desk.ask)
  for (let index = 0; index < 5; index += 1) await createTicket(desk.ask, { customer_id })
  plain = (await get(list, 'identity')).body
})

const get = (url: string, accepted: string) =>
  desk.app.inject({
    url,
    headers: { 'x-api-key': firstKey, ...(accepted && { 'accept-encoding': accepted }) },
  })

test.each([
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['br;q=0.2, gzip;q=0.8', 'gzip'],
  ['*', 'br'],
  ['GZIP;Q=1', 'gzip'],
])('a large answer is packed for who accepts %s', async (accepted, encoding) => {
  const answer = await get(list, accepted)
  const unpack = encoding === 'br' ? brotliDecompressSync : gunzipSync
  expect(answer.headers).toMatchObject({
    'content-encoding': encoding,
    vary: 'Accept-Encoding',
    'content-length': String(answer.rawPayload.length),
  })
  expect(answer.rawPayload.length).toBeLessThan(plain.length / 2)
  expect(unpack(answer.rawPayload).toString()).toBe(plain)
})

test.each(['', 'identity', 'gzip;q=0', '*;q=0', 'zstd, deflate', 'gzip;q=nonsense'])(
  'a large answer is left as it is for who accepts %j',
  async (accepted) => {
    const answer = await get(list, accepted)
    expect(answer.headers).not.toHaveProperty('content-encoding')
    expect(answer.headers['vary']).toBe('Accept-Encoding')
    expect(answer.body).toBe(plain)
  },
)

test('a small answer is never packed', async () => {
  const answer = await get('/api/v1/internal/connection-check', 'gzip, br')
  expect(answer.headers).not.toHaveProperty('content-encoding')
  expect(answer.headers).not.toHaveProperty('vary')
})

test('a packed answer has the tag of the plain one, and its write is replayed whole', async () => {
  const customer_id = await createCustomer(desk.ask)
  const body = { customer_id, title: 'It does not print', content: 'Since Monday. '.repeat(200) }
  const ask = () =>
    desk.app.inject({
      method: 'POST',
      url: list,
      headers: { 'x-api-key': firstKey, 'idempotency-key': 'packed', 'accept-encoding': 'gzip' },
      body,
    })
  const first = await ask()
  const again = await ask()
  expect([first, again].map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'gzip'])
  expect(again.headers['idempotent-replayed']).toBe('true')
  expect(gunzipSync(again.rawPayload)).toEqual(gunzipSync(first.rawPayload))

  const { data } = JSON.parse(gunzipSync(first.rawPayload).toString())
  const known = await desk.app.inject({
    url: `${list}/${data.id}`,
    headers: {
      'x-api-key': firstKey,
      'accept-encoding': 'gzip',
      'if-none-match': String(first.headers['etag']),
    },
  })
  expect([known.statusCode, known.body]).toEqual([304, ''])
  expect(known.headers).not.toHaveProperty('content-encoding')
})
