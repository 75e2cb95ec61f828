import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layLine } from '../testing/line.ts'
import { someEvent } from '../testing/some-event.ts'
import { type Stack, startStack } from '../testing/stack.ts'
import { connectEventStore, transportNames } from './connect.ts'

const EVENTS = 500
const LONGER_THAN_A_READ_WAITS_MS = 2_000

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ only: 'event-store' })
  await using store = connectEventStore(stack.eventStoreUrl, { upcasters: {} })
  const events = Array.from({ length: EVENTS }, someEvent)
  await store.append({ stream: 'ticket-1', expected: 'no_stream', events })
})
afterAll(() => stack[Symbol.asyncDispose]())

test.each(transportNames)(
  'by the %s transport a reader that is busy meanwhile gets its page, by the connection that it had',
  async (transport) => {
    await using line = await layLine(stack.eventStoreUrl)
    await using store = connectEventStore(line.url, { upcasters: {}, transport })
    await store.head()

    const page = store.readStream('ticket-1')
    await setImmediate() // it has asked by now
    const until = performance.now() + LONGER_THAN_A_READ_WAITS_MS
    while (performance.now() < until);

    expect(await page).toHaveLength(EVENTS)
    expect(line.accepted()).toBe(1)
  },
)
