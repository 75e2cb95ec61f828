import { openTestPostgres, type TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { hasRedisServer, startRedis, type TestRedis } from '@deskhive/shared/testing/redis.ts'
import { afterAll, beforeAll } from 'vitest'

/** Where the queue may lie, on this machine. */
export const queueKinds = hasRedisServer
  ? (['postgres', 'redis'] as const)
  : (['postgres'] as const)

export type QueueKind = (typeof queueKinds)[number]

/** `redisUrl`: where the queue lies there, and not in Postgres. */
export type OwnStores = { readonly name: string; readonly redisUrl?: string | undefined }

type Stores = readonly [TestDatabase, OwnStores]

/** One database and one Redis for a test file. @returns what a desk of a test's own is opened on */
export function startQueueStores(): (kind: QueueKind) => Stores {
  let server: TestDatabase
  let redis: TestRedis | null = null
  beforeAll(async () => {
    server = await openTestPostgres()
    redis = hasRedisServer ? await startRedis() : null
  })
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  let count = 0
  return (kind) => {
    count += 1
    const redisUrl = kind === 'redis' && redis !== null ? `${redis.url}/${count}` : undefined
    return [server, { name: `desk_${count}`, redisUrl }]
  }
}
