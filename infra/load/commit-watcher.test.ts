import { servingChannel } from '@deskhive/shared/projection/generations/generation.ts'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import pg from 'pg'
import { expect, test } from 'vitest'
import { watchCommits } from './projection-lag.ts'

const recorded = (position: bigint, at: number) =>
  ({ position, recorded_at: new Date(at).toISOString() }) as const

test('commits are seen when they are told, though this thread was busy then, and nothing is left behind', async () => {
  await using postgres = await openTestPostgres()
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const tell = (position: bigint) =>
    client.query('select pg_notify($1, $2)', [servingChannel, String(position)])
  const listening = async () => {
    const { rowCount } = await client.query(
      'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    return rowCount
  }
  try {
    {
      await using watch = await watchCommits(postgres.url)
      const begunAt = Date.now()
      await tell(5n)
      const toldFirst = Date.now()
      await tell(9n)
      const toldAll = Date.now()
      beBusyFor(BUSY_MS)

      const lags = await watch.lagsMs([recorded(3n, begunAt - 1_000), recorded(9n, toldFirst)])
      const [second = -1, first = -1] = lags
      expect(first).toBeGreaterThanOrEqual(1_000)
      expect(first).toBeLessThan(1_000 + (toldAll - begunAt) + BUSY_MS / 2)
      expect(second).toBeGreaterThanOrEqual(0)
      expect(second).toBeLessThan(toldAll - toldFirst + BUSY_MS / 2)
      await expect(watch.lagsMs([recorded(10n, begunAt)])).rejects.toThrow('10')
      expect(await listening()).toBe(1)
    }
    await until(async () => expect(await listening()).toBe(0))
  } finally {
    await client.end()
  }
})

const BUSY_MS = 1_000

/** Holds the event loop, as who makes a load does. */
function beBusyFor(ms: number): void {
  const endsAt = performance.now() + ms
  while (performance.now() < endsAt);
}
