import { hasRedisServer, startRedis, type TestRedis } from '@deskhive/shared/testing/redis.ts'
import { afterAll, beforeAll } from 'vitest'

/** Where the queue may lie, on this machine. */
export const queueKinds = hasRedisServer
  ? (['postgres', 'redis'] as const)
  : (['postgres'] as const)

export type QueueKind = (typeof queueKinds)[number]

/** `redisUrl`: where the queue lies there, and not in Postgres. */
export type OwnStores = { readonly redisUrl?: string | undefined }

/** One Redis for a test file. @returns what a desk of a test's own is opened on */
export function startQueueStores(): (kind: QueueKind) => OwnStores {
  let redis: TestRedis | null = null
  beforeAll(async () => {
    redis = hasRedisServer ? await startRedis() : null
  })
  afterAll(() => redis?.[Symbol.asyncDispose]())

  let count = 0
  return (kind) => {
    count += 1
    return { redisUrl: kind === 'redis' && redis !== null ? `${redis.url}/${count}` : undefined }
  }
}
