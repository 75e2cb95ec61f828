import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { type Line, layLine } from '../testing/line.ts'
import { someEvent } from '../testing/some-event.ts'
import { type Stack, startStack } from '../testing/stack.ts'
import { connectEventStore, transportNames } from './connect.ts'

const PATIENCE = { timeout: 20_000 }

describe.each(transportNames)('by the %s transport', (transport) => {
  let stack: Stack
  let line: Line

  beforeAll(async () => {
    stack = await startStack({ only: 'event-store' })
    line = await layLine(stack.eventStoreUrl)
  })
  afterAll(async () => {
    await line[Symbol.asyncDispose]()
    await stack[Symbol.asyncDispose]()
  })

  test.each([
    ['of the whole log', undefined],
    ['of some streams', ['quiet-', 'quieter-']],
  ])(
    'a subscription %s that goes silent is replaced, and misses nothing',
    async (_which, prefixes) => {
      await using writer = connectEventStore(stack.eventStoreUrl, { upcasters: {}, transport })
      await using reader = connectEventStore(line.url, { transport, upcasters: {} })
      const stream = prefixes === undefined ? 'loud-1' : 'quiet-1'
      const stop = new AbortController()
      const received: string[] = []
      const caughtUp = vi.fn<() => void>()
      const following = (async () => {
        const options = { from: logStart, signal: stop.signal, onCaughtUp: caughtUp }
        const filter = prefixes === undefined ? {} : { streamPrefixes: prefixes }
        for await (const batch of reader.subscribe({ ...options, ...filter })) {
          received.push(...batch.filter((event) => event.stream === stream).map(({ id }) => id))
        }
      })()

      const [first, second] = [someEvent(), someEvent()]
      await writer.append({ stream, expected: 'no_stream', events: [first] })
      await vi.waitFor(() => expect(received).toEqual([first.id]), { timeout: 10_000 })
      await vi.waitFor(() => expect(caughtUp).toHaveBeenCalled(), { timeout: 10_000 })
      line.silence()
      await writer.append({ stream, expected: 0, events: [second] })
      await vi.waitFor(() => expect(received).toEqual([first.id, second.id]), PATIENCE)
      stop.abort()
      await following
    },
  )
})
