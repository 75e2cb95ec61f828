import type { QueueBackend } from '../queue/job-queue.ts'
import { queueSchema } from '../queue/postgres-backend.ts'
import { type Line, layLine } from './line.ts'
import { openTestPostgres } from './postgres.ts'
import { flushRedis, startRedis } from './redis.ts'

/** What a queue lies on, behind a line that can be cut. */
export type QueueServer = AsyncDisposable & {
  readonly backend: QueueBackend
  readonly line: Line
  readonly flush: () => Promise<void>
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
}

export async function startRedisQueue(): Promise<QueueServer> {
  const redis = await startRedis()
  const line = await layLine(redis.url)
  return {
    backend: { kind: 'redis', url: line.url },
    line,
    flush: () => flushRedis(redis.url),
    kill: redis.kill,
    start: redis.start,
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      await redis[Symbol.asyncDispose]()
    },
  }
}

export async function startPostgresQueue(): Promise<QueueServer> {
  const postgres = await openTestPostgres()
  const line = await layLine(postgres.url)
  const pool = await postgres.openPool('test')
  return {
    backend: { kind: 'postgres', url: line.url },
    line,
    flush: async () => void (await pool.query(`truncate ${queueSchema}.job cascade`)),
    kill: line.cut,
    start: line.mend,
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
    },
  }
}
