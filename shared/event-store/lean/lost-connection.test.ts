import { expect, test } from 'vitest'
import { startProxy } from '../../testing/proxy.ts'
import { startStack } from '../../testing/stack.ts'
import { until } from '../../testing/until.ts'
import { connectEventStore } from '../connect.ts'

test('a connection that is lost while nothing is asked is replaced before the next question', async () => {
  await using stack = await startStack({ only: 'event-store' })
  await using proxy = await startProxy(Number(new URL(stack.eventStoreUrl).port))
  await using store = connectEventStore(`esdb://127.0.0.1:${proxy.port}?tls=false`, {
    transport: 'lean',
    upcasters: {},
  })
  await store.head()
  proxy.cut()
  await until(() => expect(proxy.accepted()).toBe(2))
  expect(await store.head()).toBeTypeOf('bigint')
})
