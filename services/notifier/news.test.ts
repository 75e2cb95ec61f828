import type { DomainEvent, RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { runProjection } from '@deskhive/shared/projection/run-projection.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { metadataAt, momentOf } from '@deskhive/shared/testing/given.ts'
import { createTestLog } from '@deskhive/shared/testing/projection-desk.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { ticketCreated } from '@deskhive/shared/testing/ticket-created.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../infra/migrations/migrate.ts'
import { notificationsProjection } from './fold/notifications-projection.ts'
import { createNews } from './news.ts'
import { webhooksProjection } from './webhooks/webhooks-projection.ts'

const HOUR = 60

it('a database that is made anew lists what happened before it, and sends only what happens from then on', async () => {
  await using database = await openTestDatabase({ statementTimeoutMs: 30_000 })
  await migrate(database.readModel)
  await sql`update migrations.kysely_migration set timestamp = ${momentOf(5 * HOUR)}`.execute(
    database.readModel,
  )
  const news = createNews(database)
  expect(news.isNews({ recorded_at: momentOf(6 * HOUR) })).toBe(false) // as long as nothing is known
  await news.know()

  const stop = new AbortController()
  const running = runProjection({
    name: 'notifier',
    projections: [notificationsProjection(['email'], news.isNews), webhooksProjection(news.isNews)],
    store: createTestLog(history),
    database: database.pool,
    signal: stop.signal,
    logger: silent,
    metrics: createMetrics('test'),
  })
  await until(() => expect(running.health().position).toBe(history.at(-1)?.position))
  stop.abort()
  await running.ended

  const told = await sql<{ event: string; channel: string | null }>`
    select n.event_id as event, d.channel from notifier.notifications n
    left join notifier.deliveries d on d.notification_key = n.key order by n.position`.execute(
    database.readModel,
  )
  expect(told.rows).toEqual([
    { event: assignedBefore.id, channel: null },
    { event: assignedAfter.id, channel: 'email' },
  ])
  const posted = await sql`select event_id from notifier.webhook_deliveries`.execute(
    database.readModel,
  )
  expect(posted.rows).toEqual([{ event_id: assignedAfter.id }])
})

const wantsEmail = { ticket_assigned: { in_app: true, email: true } }
const ada = { name: 'Ada', email: 'ada@desk.example', is_active: true, departments: [] }
const assigned = { type: 'TicketAssigned', data: { agent_id: 1 } }

const assignedBefore = at(3, 'ticket-1001', 1, assigned)
const assignedAfter = at(6, 'ticket-1002', 1, assigned)
const history = [
  at(0, 'agent-1', 0, {
    type: 'AgentCreated',
    data: { ...ada, notification_settings: wantsEmail },
  }),
  at(1, 'webhook-1', 0, {
    type: 'WebhookCreated',
    data: { url: 'https://hooks.example/', events: ['TicketAssigned'], status: 'active' },
  }),
  at(2, 'ticket-1001', 0, ticketCreated()),
  assignedBefore,
  at(4, 'ticket-1002', 0, ticketCreated()),
  assignedAfter,
]

function at(hour: number, stream: string, revision: number, event: DomainEvent): RecordedEvent {
  return {
    ...event,
    id: `00000000-0000-4000-8000-${String(hour).padStart(12, '0')}`,
    stream,
    revision,
    position: BigInt(hour),
    recorded_at: momentOf(hour * HOUR),
    metadata: metadataAt(momentOf(hour * HOUR)),
  }
}
