import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { firstKey, type TestApi } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] })

const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.0.0.7' }

test('what a trusted proxy says is recorded as the address, however many stand in a row', async () => {
  expect(await recordedAddress(desk, '127.0.0.1')).toBe('203.0.113.9')
})

test('what anybody else says is not', async () => {
  expect(await recordedAddress(desk, '203.0.113.50')).toBe('203.0.113.50')
  await using api = await desk.startApi()
  expect(await recordedAddress(api, '127.0.0.1')).toBe('127.0.0.1')
})

test('addresses and networks are taken, and anything else is named as wrong', () => {
  const stores = { DATABASE_URL: 'postgres://a@b/c', EVENTSTORE_URL: 'esdb://b:2113?tls=false' }
  const read = (TRUSTED_PROXIES: string) => readConfig({ ...stores, TRUSTED_PROXIES })
  expect(read('10.0.0.7, fd00::/8').trustedProxies).toEqual(['10.0.0.7', 'fd00::/8'])
  for (const wrong of ['proxy.internal', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/8/8']) {
    expect(() => read(wrong)).toThrow('TRUSTED_PROXIES')
  }
})

/** Of a request that comes from there, with the word of somebody else in its head. */
async function recordedAddress(api: TestApi, remoteAddress: string): Promise<string> {
  const created = await api.app.inject({
    method: 'POST',
    url: '/api/v1/internal/labels',
    remoteAddress,
    headers: { 'x-api-key': firstKey, ...forwarded },
    payload: { name: 'urgent', color: '#ff0000' },
  })
  const { id } = created.json().data
  const { body } = await api.ask('GET', `/internal/labels/${id}/history`)
  return body.data[0].ip_address
}
