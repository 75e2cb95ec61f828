import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { runProjection } from '@deskhive/shared/projection/run-projection.ts'
import { createTestLog, type TestLog } from '@deskhive/shared/testing/projection-desk.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import { webhookHistories } from '#notifier/testing/webhook-histories.ts'
import { webhooksProjection } from './webhooks-projection.ts'

let database: NotifierDatabase
beforeAll(async () => {
  database = await openNotifierDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const runs = { numRuns: 15 }
const batches = fc.integer({ min: 1, max: 60 })

it('every webhook in force gets exactly what an independent fold of the log says, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      webhookHistories,
      batches,
      fc.integer({ min: 1, max: 2 }),
      async (log, size, times) => {
        await forget('notifier.webhook_deliveries')
        const written = await tell(createTestLog(log, size, times))
        const lines = await ledger()
        expect(lines).toEqual(expectedOf(log))
        expect(written.has('notifier.webhook_deliveries')).toBe(lines.length > 0)
      },
    ),
    runs,
  )
})

it('the whole log again, in other batches, changes no row', async () => {
  await fc.assert(
    fc.asyncProperty(webhookHistories, batches, async (log, size) => {
      await forget('notifier.webhook_deliveries')
      await tell(createTestLog(log))
      const before = await everything()
      await forget()
      await tell(createTestLog(log, size))
      expect(await everything()).toEqual(before)
    }),
    runs,
  )
})

it('a desk without webhooks writes nothing but where it is', async () => {
  await forget('notifier.webhook_deliveries')
  const log = fc.sample(webhookHistories, 5).flatMap((history) => history)
  const others = log.filter(({ stream }) => !stream.startsWith('webhook-'))
  const written = await tell(
    createTestLog(others.map((event, index) => ({ ...event, position: BigInt(index) }))),
  )
  expect([...written]).toEqual([])
  const { rows } = await sql`
    select id from notifier.webhooks union all select id from notifier.webhook_roster
    union all select number from notifier.webhook_deliveries`.execute(database.db)
  expect(rows).toEqual([])
})

type Webhook = { events: readonly string[]; status: string }

/** Said a second time and in another way than the notifier says it. */
function expectedOf(log: readonly RecordedEvent[]): string[] {
  const webhooks = new Map<string, Webhook>()
  const lines: string[] = []
  for (const event of log) {
    const hearers = [...webhooks].filter(
      ([stream, one]) => stream !== event.stream && isFor(one, event),
    )
    lines.push(...hearers.map(([stream]) => `${event.id} ${stream}`))
    const known = webhooks.get(event.stream)
    if (event.type === 'WebhookDeleted') webhooks.delete(event.stream)
    else if (event.type === 'WebhookCreated' || (event.type === 'WebhookChanged' && known)) {
      webhooks.set(event.stream, { ...known, ...parseData(event) })
    }
  }
  return lines.sort()
}

function isFor({ events, status }: Webhook, { type, metadata }: RecordedEvent): boolean {
  if (status !== 'active' || metadata.command_type === 'ImportTickets') return false
  if (/^(Label|Ticket|Settings)/.test(type) && events.includes('*')) return true
  return type !== 'AuditRootSigned' && events.includes(type)
}

function parseData({ data }: RecordedEvent): Webhook {
  const fields: unknown = data
  return fields as Webhook
}

/** @returns the tables that were written to */
async function tell(log: TestLog): Promise<ReadonlySet<string>> {
  const all = new Set<string>()
  const stopping = new AbortController()
  const running = runProjection({
    name: 'notifier',
    projections: [webhooksProjection(() => true)],
    onProgress: (_position, written) => {
      for (const table of written) all.add(table)
    },
    store: log,
    database: database.pool,
    signal: stopping.signal,
    logger: silent,
    metrics: createMetrics('test'),
  })
  const head = await log.head()
  const reached = () => expect(running.health().position).toBe(head)
  await vi.waitFor(reached, { timeout: 15_000, interval: 10 })
  stopping.abort()
  await running.ended
  return all
}

/** As a start from zero begins. */
async function forget(...more: readonly string[]): Promise<void> {
  const tables = [
    'notifier.webhooks',
    'notifier.webhook_roster',
    'projection.projection_checkpoint',
    'projection.projection_ownership',
    ...more,
  ]
  await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))}`.execute(database.db)
}

async function ledger(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select event_id || ' webhook-' || webhook_id as line from notifier.webhook_deliveries`.execute(
    database.db,
  )
  return rows.map(({ line }) => line).sort()
}

async function everything(): Promise<unknown> {
  const all = (table: string, order: string) =>
    sql`select * from ${sql.table(table)} order by ${sql.ref(order)}`.execute(database.db)
  const read = await Promise.all([
    all('notifier.webhooks', 'id'),
    all('notifier.webhook_roster', 'id'),
    all('notifier.webhook_deliveries', 'number'),
  ])
  return read.map(({ rows }) => rows)
}
