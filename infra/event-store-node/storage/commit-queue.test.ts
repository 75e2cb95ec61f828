import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appending, EventLog } from './event-log.ts'

let dir: string
let log: EventLog
/** How many appends each commit carried. */
let commits: number[]
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  dir = await mkdtemp(join(tmpdir(), 'commit-queue-'))
  log = new EventLog(dir)
  commits = []
  log.feed.add(null, ({ events }) => commits.push(events.length))
})
afterEach(async () => {
  log[Symbol.dispose]()
  vi.useRealTimers()
  await rm(dir, { recursive: true })
})

const event = () => ({
  id: Buffer.from(randomUUID()),
  type: Buffer.from('thing-happened'),
  isJson: true,
  data: Buffer.from('{}'),
  metadata: Buffer.alloc(0),
})

/** So many appends in one turn of the event loop, and what comes of them without any time passing. */
async function append(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    log.write(appending({ stream: randomUUID(), expected: 'no_stream', events: [event()] }), {
      told: () => undefined,
      failed: (error) => expect.fail(String(error)),
    })
  }
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
}

describe('a commit', () => {
  it('of a lone writer waits for nobody', async () => {
    for (let n = 0; n < 5; n += 1) await append(1)

    expect(commits).toEqual([1, 1, 1, 1, 1])
  })

  it('waits for as many as the larger of the last two carried', async () => {
    await append(3)
    await append(1)
    await append(1)
    expect(commits).toEqual([3])

    await append(1)
    expect(commits).toEqual([3, 3])
  })

  it('waits 3 ms at most, and the one after the next for no more than came', async () => {
    await append(3)
    await append(1)
    vi.advanceTimersByTime(2)
    expect(commits).toEqual([3])
    vi.advanceTimersByTime(1)
    expect(commits).toEqual([3, 1])

    await append(1)
    expect(commits).toEqual([3, 1])
    vi.advanceTimersByTime(3)
    await append(1)
    expect(commits).toEqual([3, 1, 1, 1])
  })

  it('waits for nobody after a pause', async () => {
    await append(3)
    vi.advanceTimersByTime(51)
    await append(1)

    expect(commits).toEqual([3, 1])
  })

  it('waits for eight at most, and carries all that came in that turn', async () => {
    await append(20)
    await append(7)
    expect(commits).toEqual([20])

    await append(5)
    expect(commits).toEqual([20, 12])
    await append(8)
    expect(commits).toEqual([20, 12, 8])
  })

  it('that still gathers is written when the log is closed', async () => {
    await append(3)
    const before = log.countEvents()
    await append(2)
    log[Symbol.dispose]()

    log = new EventLog(dir)
    expect(log.countEvents()).toBe(before + 2)
  })
})
