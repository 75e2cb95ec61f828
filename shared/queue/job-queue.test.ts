import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Unavailable } from '../kernel/unavailable.ts'
import { type QueueServer, startPostgresQueue, startRedisQueue } from '../testing/queue-servers.ts'
import { hasRedisServer } from '../testing/redis.ts'
import { smallEnvironment } from '../testing/run-program.ts'
import { silent } from '../testing/silent.ts'
import type { JobWorker, QueueBackend } from './job-queue.ts'
import { openJobQueue } from './open-job-queue.ts'
import { startJobWorker } from './start-job-worker.ts'

/** A worker in a process of its own that takes one key and never ends with it. */
function startLostWorker(backend: QueueBackend, name: string, onTaken: () => void) {
  const program = `
    import { createLogger } from '${new URL('../observability/logger.ts', import.meta.url).href}'
    import { startJobWorker } from '${new URL('./start-job-worker.ts', import.meta.url).href}'
    const logger = createLogger({ service: 'lost', level: 'silent' })
    const process = async () => {
      console.log('taken')
      await new Promise(() => undefined)
    }
    startJobWorker({ backend: ${JSON.stringify(backend)}, name: '${name}', logger, concurrency: 1, process })
  `
  const flags = ['--no-warnings', '--input-type=module-typescript', '--eval', program]
  const child = spawn(process.execPath, flags, {
    env: smallEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', onTaken)
  return {
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe('on Postgres', () => {
  describeQueue(startPostgresQueue)
})

describe.skipIf(!hasRedisServer)('on Redis', () => {
  describeQueue(startRedisQueue)
})

function describeQueue(startServer: () => Promise<QueueServer>): void {
  let server: QueueServer
  let count = 0
  const newName = () => `test-${++count}`
  const open = (name: string) => openJobQueue({ backend: server.backend, name, logger: silent })
  const work = (name: string, process: (key: string) => Promise<void>): JobWorker =>
    startJobWorker({ backend: server.backend, name, logger: silent, concurrency: 4, process })
  const eventually = (check: () => void | Promise<void>) =>
    vi.waitFor(check, { timeout: 15_000, interval: 50 })

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
  })

  it('hands every key to a worker once', async () => {
    const name = newName()
    const done: string[] = []
    await using queue = open(name)
    await using _worker = work(name, async (key) => void done.push(key))

    await queue.addAll(['d-a', 'd-b', 'd-c'])

    await eventually(() => expect(done.toSorted()).toEqual(['d-a', 'd-b', 'd-c']))
    await eventually(async () => expect(await queue.depth()).toBe(0))
  })

  it('takes a key again once its job has ended, also where it failed', async () => {
    const name = newName()
    const tried: string[] = []
    await using queue = open(name)
    await using _worker = work(name, async (key) => {
      tried.push(key)
      throw new Error('not today')
    })

    await queue.addAll(['d-again'])
    await eventually(async () => expect(await queue.depth()).toBe(0))
    await queue.addAll(['d-again'])

    await eventually(() => expect(tried).toEqual(['d-again', 'd-again']))
  })

  it('keeps one job for a key that is put in line twice', async () => {
    await using queue = open(newName())

    await queue.addAll(['d-one', 'd-one'])
    await queue.addAll(['d-one'])

    expect(await queue.depth()).toBe(1)
  })

  it('begins no more in a second than it was told, by all workers together', async () => {
    const name = newName()
    const done: string[] = []
    const process = async (key: string) => void done.push(key)
    const limits = { concurrency: 4, perSecond: 5 }
    const slowly = () =>
      startJobWorker({ backend: server.backend, name, logger: silent, ...limits, process })
    await using queue = open(name)
    await queue.addAll(Array.from({ length: 15 }, (_, index) => `d-${index}`))
    const startedAt = performance.now()
    await using _one = slowly()
    await using _other = slowly()

    await eventually(() => expect(done).toHaveLength(15))
    expect(performance.now() - startedAt).toBeGreaterThan(1_900) // five at once, and after 1 s and 2 s
    expect(new Set(done).size).toBe(15)
  })

  it('works on what was put in line before it started, as many at once as it was told', async () => {
    const name = newName()
    let inHand = 0
    let most = 0
    const gate = Promise.withResolvers<void>()
    await using queue = open(name)
    await queue.addAll(['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6'])
    await using _worker = work(name, async () => {
      most = Math.max(most, ++inHand)
      await gate.promise
      inHand -= 1
    })

    await eventually(() => expect(inHand).toBe(4))
    gate.resolve()
    await eventually(async () => expect(await queue.depth()).toBe(0))
    expect(most).toBe(4)
  })

  it('forgets a flushed key and takes it again', async () => {
    await using queue = open(newName())
    await queue.addAll(['d-lost'])

    await server.flush()
    expect(await queue.depth()).toBe(0)
    await queue.addAll(['d-lost'])

    expect(await queue.depth()).toBe(1)
  })

  it('waits for the jobs in hand when it closes', async () => {
    const name = newName()
    const started = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    let isDone = false
    await using queue = open(name)
    const worker = work(name, async () => {
      started.resolve()
      await gate.promise
      isDone = true
    })
    await queue.addAll(['d-slow'])
    await started.promise

    const closed = worker[Symbol.asyncDispose]()
    gate.resolve()
    await closed

    expect(isDone).toBe(true)
    expect(await queue.depth()).toBe(0)
  })

  it('hands out a key again whose worker was lost, within 6 s', async () => {
    const name = newName()
    const taken = Promise.withResolvers<void>()
    const again = Promise.withResolvers<void>()
    await using queue = open(name)
    await using lost = startLostWorker(server.backend, name, () => taken.resolve())
    await queue.addAll(['d-orphan'])
    await taken.promise
    const lostAt = performance.now()
    await lost[Symbol.asyncDispose]()

    await using _worker = work(name, async () => again.resolve())
    await again.promise

    expect(performance.now() - lostAt).toBeLessThan(6_000)
  })

  it('says within 3 s that the server is gone, and goes on when it is back', async () => {
    const name = newName()
    const done: string[] = []
    await using queue = open(name)
    await using _worker = work(name, async (key) => void done.push(key))
    await queue.addAll(['d-before'])
    await eventually(() => expect(done).toEqual(['d-before']))

    await server.kill()
    const askedAt = performance.now()
    await expect(queue.addAll(['d-during'])).rejects.toThrow(Unavailable)
    expect(performance.now() - askedAt).toBeLessThan(3_000)

    await server.start()
    await eventually(() => queue.addAll(['d-after']))
    await eventually(() => expect(done).toContain('d-after'))
  })

  it('says within 3 s that the server is silent, and goes on when it speaks', async () => {
    const name = newName()
    const done: string[] = []
    await using queue = open(name)
    await using _worker = work(name, async (key) => void done.push(key))
    await queue.addAll(['d-before'])
    await eventually(() => expect(done).toEqual(['d-before']))

    server.line.hush()
    const askedAt = performance.now()
    await expect(queue.addAll(['d-during'])).rejects.toThrow(Unavailable)
    expect(performance.now() - askedAt).toBeLessThan(3_000)

    await server.line.cut()
    await server.line.mend()
    await eventually(() => queue.addAll(['d-after']))
    await eventually(() => expect(done).toContain('d-after'))
  })

  it('starts and stops while there is no server', async () => {
    const name = newName()
    const done: string[] = []
    await server.kill()

    const early = work(name, async () => undefined)
    await early[Symbol.asyncDispose]()
    await using queue = open(name)
    await expect(queue.depth()).rejects.toThrow(Unavailable)
    await using _worker = work(name, async (key) => void done.push(key))

    await server.start()
    await eventually(() => queue.addAll(['d-late']))
    await eventually(() => expect(done).toEqual(['d-late']))
  })
}
