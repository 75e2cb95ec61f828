import { afterAll, beforeAll, expect, test } from 'vitest'
import { layLine } from '../testing/line.ts'
import { someEvent } from '../testing/some-event.ts'
import { type Stack, startStack } from '../testing/stack.ts'
import { leanAddress } from './lean/address.ts'
import { openLeanTransport } from './lean/transport.ts'
import { openOfficialTransport } from './official/transport.ts'
import { Unanswered } from './transport.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ only: 'event-store' })
})
afterAll(() => stack[Symbol.asyncDispose]())

test.each([
  ['lean', (url: string) => openLeanTransport(leanAddress(url) ?? '')],
  ['official', openOfficialTransport],
] as const)(
  'by the %s transport nobody knows what became of an append whose connection is given up',
  async (name, open) => {
    await using line = await layLine(stack.eventStoreUrl)
    const transport = open(line.url)
    const append = (expected: 'no_stream' | 0) =>
      transport.append({ stream: `given-up-${name}`, expected, events: [someEvent()] }, 10_000)
    await append('no_stream')
    line.silence()
    const outcome = append(0).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 100)) // it is on its way
    await transport.close()
    expect(await outcome).toBeInstanceOf(Unanswered)
  },
)
