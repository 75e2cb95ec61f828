import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { someEvent } from '../testing/some-event.ts'
import { type Stack, startStack } from '../testing/stack.ts'
import { connectEventStore, transportNames } from './connect.ts'
import { leanAddress } from './lean/address.ts'
import { openLeanTransport } from './lean/transport.ts'
import { openOfficialTransport } from './official/transport.ts'
import type { Passed } from './transport.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ only: 'event-store' })
})
afterAll(() => stack[Symbol.asyncDispose]())

const open = {
  lean: (url: string) => openLeanTransport(leanAddress(url) ?? '', () => undefined),
  official: openOfficialTransport,
}

test.each(transportNames)(
  'by the %s transport, the place that a checkpoint of catching up names is that of the next event',
  async (name) => {
    const transport = open[name](stack.eventStoreUrl)
    await using store = connectEventStore(stack.eventStoreUrl, { upcasters: {}, transport: name })
    const stream = `caught-${name}`
    await store.append({ stream, expected: 'no_stream', events: [someEvent()] })
    const passed = vi.fn<(passed: Passed) => void>()
    try {
      transport.subscribe({
        after: logStart,
        streamPrefixes: ['nothing-'],
        onEvent: () => undefined,
        onCheckpoint: passed,
        onCaughtUp: () => undefined,
        onEnd: () => undefined,
      })
      await vi.waitFor(() => expect(passed).toHaveBeenCalled(), { timeout: 10_000 })
    } finally {
      await transport.close()
    }

    const next = someEvent()
    const { position } = await store.append({ stream, expected: 0, events: [next] })

    expect(passed).toHaveBeenLastCalledWith({ position, isIncluded: false })
    const asked = { from: position, maxCount: 1 }
    const included = await store.readAll({ ...asked, isFromIncluded: true })
    expect(included.events.map(({ id }) => id)).toEqual([next.id])
    expect((await store.readAll(asked)).events).toEqual([])
  },
)
