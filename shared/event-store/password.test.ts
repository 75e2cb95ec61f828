import { afterAll, beforeAll, expect, test } from 'vitest'
import { someEvent } from '../testing/some-event.ts'
import { type Stack, startStack } from '../testing/stack.ts'
import { connectEventStore, transportNames } from './connect.ts'

// The event store that `npm start` brings, which every user of the machine can connect to.

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ only: 'event-store' })
})
afterAll(() => stack[Symbol.asyncDispose]())

const refusal = /unauthenticated/i

const wrongPasswords = [
  ['without a password', (url: string) => url.replace(/\/\/.*@/, '//')],
  ['with a wrong password', (url: string) => url.replace(/:[^:@]*@/, ':wrong@')],
] as const

test.each(transportNames)('by %s the log is written and read with its password', async (name) => {
  await using store = connectEventStore(stack.eventStoreUrl, { upcasters: {}, transport: name })
  const stream = `own-${name}`
  await store.append({ stream, expected: 'no_stream', events: [someEvent()] })
  expect(await store.readStream(stream)).toHaveLength(1)
})

// At once, for an append that is refused so is tried again for seconds.
test.concurrent.each(
  transportNames.flatMap((name) => wrongPasswords.map((wrong) => [name, ...wrong] as const)),
)('by %s nobody writes or reads the log %s', async (name, _how, strangersUrl) => {
  const url = strangersUrl(stack.eventStoreUrl)
  expect(url).not.toBe(stack.eventStoreUrl)
  await using store = connectEventStore(url, { upcasters: {}, transport: name })
  const events = [someEvent()]
  await expect(store.append({ stream: 'theirs', expected: 'no_stream', events })).rejects.toThrow(
    refusal,
  )
  await expect(store.readStream('theirs')).rejects.toThrow(refusal)
  await expect(store.head()).rejects.toThrow(refusal)
})
