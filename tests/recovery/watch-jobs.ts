import { setTimeout as pause } from 'node:timers/promises'
import { dumpRedis } from '@deskhive/shared/testing/redis.ts'
import type { Stack } from '@deskhive/shared/testing/stack.ts'
import type { Truth } from '#tests/support/truth.ts'

/** What was seen in the queue by looking into it again and again: everything that its store holds, as text. */
export type WatchedJobs = AsyncDisposable & {
  readonly seen: ReadonlySet<string>
}

const LOOK_AGAIN_MS = 100

export function watchJobs(stack: Pick<Stack, 'redisUrl'>, truth: Truth): WatchedJobs {
  const seen = new Set<string>()
  const stopping = new AbortController()
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      // A store that was killed just now is looked into again when it is back.
      const jobs = await readQueue(stack, truth).catch(() => [])
      for (const job of jobs) seen.add(job)
      await pause(LOOK_AGAIN_MS)
    }
  })()
  return {
    seen,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await watching
    },
  }
}

function readQueue({ redisUrl }: Pick<Stack, 'redisUrl'>, truth: Truth): Promise<string[]> {
  return redisUrl === undefined ? readPostgresQueue(truth) : dumpRedis(redisUrl)
}

async function readPostgresQueue(truth: Truth): Promise<string[]> {
  const tables = await truth.rows(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'queue'",
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await truth.rows(`select to_jsonb(t)::text as row from ${String(name)} t`)
    rows.push(...found.map(({ row }) => `${String(name)} ${String(row)}`))
  }
  return rows
}
