import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppendOutcome } from './append.ts'
import { appending, EventLog, type Write } from './event-log.ts'
import type { ProposedEvent } from './record.ts'

let dir: string
let log: EventLog
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'event-log-'))
  log = new EventLog(dir)
})
afterEach(async () => {
  log[Symbol.dispose]()
  await rm(dir, { recursive: true })
})

const newEvent = (): ProposedEvent => ({
  id: Buffer.from(randomUUID()),
  type: Buffer.from('thing-happened'),
  isJson: true,
  data: Buffer.from('{}'),
  metadata: Buffer.alloc(0),
})

const write = (work: Write): Promise<AppendOutcome> =>
  new Promise((told, failed) => {
    log.write(work, { told, failed })
  })

const append = (stream: string, count = 1) =>
  write(appending({ stream, expected: 'any', events: Array.from({ length: count }, newEvent) }))

/** A fault in the middle of a commit: the same revision twice is what SQLite refuses. */
const faulty: Write = (transaction) => {
  transaction.insert('faulty', 0, newEvent())
  transaction.insert('faulty', 0, newEvent())
  return { kind: 'expired' }
}

describe('the log', () => {
  it('writes nothing of a commit that fails, says so to all of it, and goes on', async () => {
    await append('before', 2)
    const { end, head } = log

    const outcomes = await Promise.allSettled([append('with'), write(faulty), append('with')])

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(log.countEvents()).toBe(3)
    expect([log.end, log.head]).toEqual([end, head])
    expect(log.view('with').kind).toBe('not-found')
    expect(await append('with', 2)).toMatchObject({
      kind: 'appended',
      revision: 1,
      position: expect.any(Number),
    })
    expect(await append('before')).toMatchObject({ revision: 2 })
  })

  it('hands each commit to its listeners once, in order, after it is written', async () => {
    const counts: number[] = []
    const heard: string[] = []
    log.feed.add(null, ({ events }) => {
      counts.push(log.countEvents())
      for (const event of events) heard.push(`${event.revision}@${event.stream}`)
    })

    await Promise.all([append('a', 2), append('b'), append('a')])
    await append('b')

    expect(heard).toEqual(['0@a', '1@a', '0@b', '2@a', '1@b'])
    expect(counts).toEqual([5, 6])
  })

  it('is the same when it is opened again', async () => {
    await append('a', 3)
    const { end, head } = log
    log[Symbol.dispose]()

    log = new EventLog(dir)

    expect([log.end, log.head, log.countEvents()]).toEqual([end, head, 4])
    expect(await append('a')).toMatchObject({ revision: 3, position: end })
  })
})
