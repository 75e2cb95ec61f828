import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { Unavailable } from '../../kernel/unavailable.ts'
import { layLine } from '../../testing/line.ts'
import { someEvent } from '../../testing/some-event.ts'
import { startStack } from '../../testing/stack.ts'
import { connectEventStore } from '../connect.ts'

// A limit on the size of files does to a write what a full disk does.
test.runIf(process.platform === 'linux')(
  'a log that cannot be written is unavailable for appends, over a connection that goes on serving reads',
  async () => {
    await using stack = await startStack({ only: 'event-store' })
    await using line = await layLine(stack.eventStoreUrl)
    await using store = connectEventStore(line.url, { transport: 'lean', upcasters: {} })
    const append = (text: string) => ({
      stream: `thing-${text}`,
      expected: 'no_stream' as const,
      events: [someEvent({ text })],
    })
    await store.append(append('before'))
    const limitFiles = (bytes: number | 'unlimited') =>
      execFileSync('prlimit', ['--pid', String(stack.pidOf('event-store')), `--fsize=${bytes}:`])

    limitFiles(0)
    const refused = append('refused')
    const failure = await store.append(refused).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Unavailable)
    expect(String(failure)).toContain('the event log could not be written')
    expect(await store.readStream('thing-before')).toHaveLength(1)
    expect(await store.readStream('thing-refused')).toEqual([])
    expect(line.accepted()).toBe(1)

    limitFiles('unlimited')
    await store.append(refused)
    expect(await store.readStream('thing-refused')).toHaveLength(1)
  },
)
