import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { expectedLedger } from '@deskhive/shared/notifications/testing/ledger.ts'
import { expectedTimes } from '@deskhive/shared/notifications/testing/times.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { runProjection } from '@deskhive/shared/projection/run-projection.ts'
import { createTestLog, type TestLog } from '@deskhive/shared/testing/projection-desk.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { histories } from '#notifier/testing/histories.ts'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import { notificationsProjection } from './notifications-projection.ts'

const NUM_RUNS = 15

let database: NotifierDatabase

beforeAll(async () => {
  database = await openNotifierDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

describe('the notifier', () => {
  it('tells exactly whom an independent fold of the log says, also when every event comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 2 }),
        async (history, batchSize, times) => {
          await forget()
          await tell(createTestLog(history, batchSize, times))
          expect(await ledger()).toEqual(expectedLedger(history))
          expect(await dueTimes()).toEqual(timesIn(history))
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })

  it('tells nothing again when the whole log is replayed', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 60 }), async (history, batchSize) => {
        await forget()
        await tell(createTestLog(history))
        const before = await everything()

        await forgetState()
        await tell(createTestLog(history, batchSize))

        expect(await everything()).toEqual(before)
      }),
      { numRuns: NUM_RUNS },
    )
  })

  it('tells nothing again when its checkpoint was put back', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(60), async (history, back) => {
        await forget()
        await tell(createTestLog(history))
        const before = await everything()

        const to = history[Math.min(back, history.length - 1)]?.position ?? 0n
        await sql`update projection.projection_checkpoint set position = ${String(to)}`.execute(
          database.db,
        )
        await tell(createTestLog(history))
        expect(await everything()).toEqual(before)
      }),
      { numRuns: NUM_RUNS },
    )
  })

  it('tells everything once when two of it run, and one is stopped on the way', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 5 }), async (history, batchSize) => {
        await forget()
        const log = createTestLog(history, batchSize)
        const first = run(log)
        const second = run(log)
        await vi.waitFor(() => expect(states(first, second)).toContain('leading'), slow)
        await first.stop()
        await reached(second, history)
        await second.stop()

        expect(await ledger()).toEqual(expectedLedger(history))
      }),
      { numRuns: 5 },
    )
  })
})

const slow = { timeout: 15_000, interval: 10 }

function run(log: TestLog) {
  const stopping = new AbortController()
  const running = runProjection({
    name: 'notifier',
    projections: [notificationsProjection(['email', 'webhook'], () => true)],
    store: log,
    database: database.pool,
    signal: stopping.signal,
    logger: silent,
    metrics: createMetrics('test'),
  })
  const stop = () => {
    stopping.abort()
    return running.ended
  }
  return { ...running, stop }
}

type Running = ReturnType<typeof run>

function states(...running: readonly Running[]): string[] {
  return running.map(({ health }) => health().state)
}

async function tell(log: TestLog): Promise<void> {
  const running = run(log)
  const head = await log.head()
  await vi.waitFor(() => expect(running.health().position).toBe(head), slow)
  await running.stop()
}

async function reached(running: Running, history: readonly RecordedEvent[]): Promise<void> {
  const head = history.at(-1)?.position
  await vi.waitFor(() => expect(running.health().position).toBe(head), slow)
}

async function forget(): Promise<void> {
  await sql`truncate notifier.notifications, notifier.deliveries`.execute(database.db)
  await forgetState()
}

/** As a rebuild from zero begins. */
async function forgetState(): Promise<void> {
  await sql`truncate notifier.tickets, notifier.agents, notifier.customers, notifier.departments,
    notifier.roster, projection.projection_checkpoint, projection.projection_ownership`.execute(
    database.db,
  )
}

async function ledger(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', event_id, agent_id, type, 'in_app') as line
      from notifier.notifications where in_app
    union all
    select concat_ws(' ', n.event_id, n.agent_id, n.type, d.channel)
      from notifier.deliveries d join notifier.notifications n on n.key = d.notification_key`.execute(
    database.db,
  )
  return rows.map(({ line }) => line).sort()
}

/** When what leaves the house is due, and whether as a digest. */
async function dueTimes(): Promise<unknown[]> {
  const { rows } = await sql<{ id: string; due_at: string; digest_at: string | null }>`
    select id, due_at, digest_at from notifier.deliveries order by id`.execute(database.db)
  return rows.map(({ id, due_at, digest_at }) => [id, iso(due_at), digest_at && iso(digest_at)])
}

function timesIn(history: readonly RecordedEvent[]): unknown[] {
  const expected = [...expectedTimes(history)].sort(([one], [other]) => (one < other ? -1 : 1))
  return expected.map(([id, { dueAt, isDigest }]) => [id, dueAt, isDigest ? dueAt : null])
}

const iso = (time: string) => new Date(time).toISOString()

async function everything(): Promise<unknown> {
  const { db } = database
  return {
    notifications: await db
      .selectFrom('notifier.notifications')
      .selectAll()
      .orderBy('id')
      .execute(),
    deliveries: await db.selectFrom('notifier.deliveries').selectAll().orderBy('id').execute(),
  }
}
