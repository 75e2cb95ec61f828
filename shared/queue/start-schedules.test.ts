import { describe, expect, it, vi } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { openTestPostgres } from '../testing/postgres.ts'
import { startPostgresQueue, startRedisQueue } from '../testing/queue-servers.ts'
import { flushRedis, hasRedisServer, startRedis } from '../testing/redis.ts'
import { silent } from '../testing/silent.ts'
import type { QueueBackend } from './job-queue.ts'
import { queueSchema } from './postgres-backend.ts'
import { type Schedule, startSchedules } from './start-schedules.ts'

type TestServer = AsyncDisposable & {
  readonly backend: QueueBackend
  readonly forget: () => Promise<void>
}

async function startRedisServer(): Promise<TestServer> {
  const redis = await startRedis()
  return {
    backend: { kind: 'redis', url: redis.url },
    forget: () => flushRedis(redis.url),
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  }
}

async function startPostgresServer(): Promise<TestServer> {
  const postgres = await openTestPostgres()
  const pool = await postgres.openPool('test')
  return {
    backend: { kind: 'postgres', url: postgres.url },
    forget: async () => {
      const { rows } = await pool.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname = '${queueSchema}' and tablename not in ('migration', 'meta')`,
      )
      await pool.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
    },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  }
}

const servers = [
  ...(hasRedisServer ? [['redis', startRedisServer] as const] : []),
  ['postgres', startPostgresServer] as const,
]

/** Counts its runs, and how many of them were at once. */
function counted(everyMs: number) {
  const seen = { runs: 0, atOnce: 0, most: 0 }
  const schedule: Schedule = {
    name: 'count',
    everyMs,
    run: async () => {
      seen.runs += 1
      seen.atOnce += 1
      seen.most = Math.max(seen.most, seen.atOnce)
      await Promise.resolve()
      seen.atOnce -= 1
    },
  }
  return { seen, schedules: [schedule] }
}

const until = (claim: () => void) => vi.waitFor(claim, { timeout: 30_000, interval: 50 })

/** The stores side by side, the tests of each one after another: to make a queue keeps a machine busy. */
const inTurn = { concurrent: false }

describe.concurrent.each(servers)('a schedule on %s', (_name, start) => {
  it(
    'comes again and again, in one of two processes at a time, and does not outlive them',
    inTurn,
    async () => {
      await using server = await start()
      const { seen, schedules } = counted(500)
      const startedAt = performance.now()
      {
        await using _one = startSchedules({ backend: server.backend, logger: silent, schedules })
        await using _other = startSchedules({ backend: server.backend, logger: silent, schedules })
        await until(() => expect(seen.runs).toBeGreaterThanOrEqual(6))
      }
      const times = Math.ceil((performance.now() - startedAt) / 500) + 1
      expect(seen.runs).toBeLessThanOrEqual(times)
      expect(seen.most).toBe(1)
    },
  )

  it('comes back after the queue has forgotten it', inTurn, async () => {
    await using server = await start()
    const { seen, schedules } = counted(500)
    await using _schedules = startSchedules({ backend: server.backend, logger: silent, schedules })
    await until(() => expect(seen.runs).toBeGreaterThanOrEqual(2))
    await server.forget()
    const before = seen.runs
    await until(() => expect(seen.runs).toBeGreaterThanOrEqual(before + 3))
  })

  it('that fails is tried again at its next time', inTurn, async () => {
    await using server = await start()
    let runs = 0
    const schedule: Schedule = {
      name: 'fail',
      everyMs: 500,
      run: () => {
        runs += 1
        return Promise.reject(new Error('not this time'))
      },
    }
    await using _schedules = startSchedules({
      backend: server.backend,
      logger: silent,
      schedules: [schedule],
    })
    await until(() => expect(runs).toBeGreaterThanOrEqual(3))
  })

  it('that takes long runs once at a time, and the others keep their times', inTurn, async () => {
    await using server = await start()
    const { seen, schedules } = counted(500)
    const gate = Promise.withResolvers<void>()
    let runs = 0
    const long: Schedule = {
      name: 'long',
      everyMs: 500,
      run: () => {
        runs += 1
        return gate.promise
      },
    }
    await using _schedules = startSchedules({
      backend: server.backend,
      logger: silent,
      schedules: [...schedules, long],
    })
    await until(() => expect(runs).toBe(1))
    const before = seen.runs
    await until(() => expect(seen.runs).toBeGreaterThanOrEqual(before + 6)).finally(gate.resolve)
    expect(runs).toBe(1)
    await until(() => expect(runs).toBeGreaterThanOrEqual(3))
  })
})

const lines = [
  ...(hasRedisServer ? [['redis', startRedisQueue] as const] : []),
  ['postgres', startPostgresQueue] as const,
]

it.each(lines)('a schedule is added also where %s answers late', async (_name, start) => {
  await using server = await start()
  const { seen, schedules } = counted(500)
  const refused = Promise.withResolvers<void>()
  const write = (line: string) => {
    if (line.includes('the queue schedules was interrupted')) refused.resolve()
  }
  await server.kill()
  await using _schedules = startSchedules({
    backend: server.backend,
    logger: createLogger({ service: 'test' }, { write }),
    schedules,
  })
  await refused.promise
  await server.start()
  await until(() => expect(seen.runs).toBeGreaterThanOrEqual(2))
})

// Not at the same time as others: the clock is that of the whole process.
describe.each(servers)('a schedule on %s', (_name, start) => {
  it('goes on where the clock was put back by a day', async () => {
    await using server = await start()
    const { seen, schedules } = counted(500)
    const options = { backend: server.backend, logger: silent, schedules }
    const now = Date.now
    const tomorrow = vi.spyOn(Date, 'now').mockImplementation(() => now() + 86_400_000)
    {
      await using _before = startSchedules(options)
      await until(() => expect(seen.runs).toBeGreaterThanOrEqual(2))
      tomorrow.mockRestore()
    }
    const before = seen.runs
    await using _after = startSchedules(options)
    await until(() => expect(seen.runs).toBeGreaterThanOrEqual(before + 3))
  })
})
