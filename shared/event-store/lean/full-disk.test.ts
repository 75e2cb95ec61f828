import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Unavailable } from '../../kernel/unavailable.ts'
import { fillDisk } from '../../testing/fill-disk.ts'
import { layLine } from '../../testing/line.ts'
import { someEvent } from '../../testing/some-event.ts'
import { startStack } from '../../testing/stack.ts'
import { connectEventStore } from '../connect.ts'

const append = (text: string) => ({
  stream: `thing-${text}`,
  expected: 'no_stream' as const,
  events: [someEvent({ text })],
})

describe.runIf(process.platform === 'linux')('a log that cannot be written', () => {
  test('is unavailable for appends, over a connection that goes on serving reads', async () => {
    await using stack = await startStack({ only: 'event-store' })
    await using line = await layLine(stack.eventStoreUrl)
    await using store = connectEventStore(line.url, { transport: 'lean', upcasters: {} })
    await store.append(append('before'))

    const refused = append('refused')
    {
      using _full = fillDisk(stack)
      const failure = await store.append(refused).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(Unavailable)
      expect(String(failure)).toContain('the event log could not be written')
      expect(await store.readStream('thing-before')).toHaveLength(1)
      expect(await store.readStream('thing-refused')).toEqual([])
      expect(line.accepted()).toBe(1)
      expect(store.isTakingWrites()).toBe(false)
    }
    await store.append(refused)
    expect(store.isTakingWrites()).toBe(true)
    expect(await store.readStream('thing-refused')).toHaveLength(1)
  })

  test('is told as that, over the same connection, where a last attempt got no answer in time', async () => {
    await using stack = await startStack({ only: 'event-store' })
    await using line = await layLine(stack.eventStoreUrl)
    await using store = connectEventStore(line.url, { transport: 'lean', upcasters: {} })
    await store.append(append('before'))

    using _full = fillDisk(stack)
    const refused = store.append(append('refused')).catch((error: unknown) => error)
    await setTimeout(2_000) // of the 2.7 s in which it is tried
    const node = Number(stack.pidOf('event-store'))
    process.kill(node, 'SIGSTOP')
    const failure = await refused.finally(() => process.kill(node, 'SIGCONT'))
    expect(String(failure)).toContain('the event log could not be written')
    expect(await store.readStream('thing-before')).toHaveLength(1)
    expect(line.accepted()).toBe(1)
  })
})
