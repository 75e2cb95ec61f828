import { expect, test } from 'vitest'
import { layLine } from '../../testing/line.ts'
import { startStack } from '../../testing/stack.ts'
import { until } from '../../testing/until.ts'
import { connectEventStore } from '../connect.ts'

test('a connection that is lost while nothing is asked is replaced before the next question', async () => {
  await using stack = await startStack({ only: 'event-store' })
  await using line = await layLine(stack.eventStoreUrl)
  await using store = connectEventStore(line.url, { transport: 'lean', upcasters: {} })
  await store.head()
  line.drop()
  await until(() => expect(line.accepted()).toBe(2))
  expect(await store.head()).toBeTypeOf('bigint')
})
