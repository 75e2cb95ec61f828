import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { label } from '../../domain/label/label.ts'
import { openTestDatabase } from '../../testing/database.ts'
import { followActivities, forgetMilestones } from '../activity-milestones.ts'
import { createReadModelTables } from '../create-tables.ts'
import type { Database } from '../database.ts'
import { createNotifierTables, type NotifierTables } from '../notification-tables.ts'
import type { Page } from '../pagination.ts'
import { followChanges } from '../ticket-blocks/follow-changes.ts'
import { listActivities } from './activity-logs.ts'
import { listMessages } from './messages.ts'
import { listNotifications } from './notifications.ts'
import type { Listed } from './read-page.ts'
import { listResources } from './resources.ts'
import { listTickets } from './tickets.ts'

// A list's total and its rows are of one moment: while things come and go, a page holds exactly
// as many as its total says are left for it.

const READS = 150
/** So many different totals show that there was a change between reads, which may be quicker than the writes. */
const TOTALS = 4
const MOST_READS = 100 * READS
const NOW = '2026-03-15T14:30:00.000Z'

let database: Database
let notifications: Kysely<NotifierTables>
beforeAll(async () => {
  database = await openTestDatabase()
  notifications = database.tables<NotifierTables>()
  await createReadModelTables(database.readModel)
  await createNotifierTables(notifications)
})
afterAll(() => database[Symbol.asyncDispose]())

type Case = {
  readonly name: string
  /** Adds rows `from` to `to`, as one transaction. */
  readonly add: (from: number, to: number) => string
  readonly remove: (from: number, to: number) => string
  readonly list: (page: Page) => Promise<Listed<{ readonly id: number }>>
  /** There before anything comes and goes. */
  readonly atFirst: number
}

const series = (from: number, to: number) => `generate_series(${from}, ${to}) as n`
const removed = (table: string) => (from: number, to: number) =>
  `delete from ${table} where id between ${from} and ${to}`

const counted = (sign: string, from: number, to: number) => `
  insert into ticket_counts as kept values (0, 0, 'open', 'low', ${sign}${to - from + 1})
  on conflict (department_id, assigned_to, status, priority) do update set n = kept.n + excluded.n`

const changed = (change: 1 | -1, from: number, to: number) => `
  insert into report_states
    select coalesce((select max(position) from report_states), 0) + n, ${change}, '${NOW}', n, true,
      '${NOW}'::timestamptz + n * interval '1 second', 'open', 0, 'low', null, null
    from ${series(from, to)}`

const tickets = {
  add: (from: number, to: number) => `insert into tickets
    select n, 0, 'SD', 't', 'c', 'open', '${NOW}', 'low', null, null, null, 1, '{}', null, '[]', false, false,
      null, null, null, '${NOW}'::timestamptz + n * interval '1 second', '${NOW}', false
    from ${series(from, to)}; ${counted('', from, to)}; ${changed(1, from, to)}`,
  remove: (from: number, to: number) =>
    `${removed('tickets')(from, to)}; ${counted('-', from, to)}; ${changed(-1, from, to)}`,
  list: (page: Page) =>
    listTickets(database.readModel, { filter: { status: 'open' }, scope: null }, page),
}

const activities = {
  add: (from: number, to: number) => `insert into activity_logs
    select n, 'LabelCreated', 'label', n, '{}', '{}', 1, 'Ada', null, '${NOW}'
    from ${series(from, to)}`,
  remove: (from: number, to: number) =>
    `${removed('activity_logs')(from, to)}; ${forgetMilestones}`,
  list: (page: Page) => listActivities(database.readModel, page),
}

const cases: Case[] = [
  { ...tickets, name: 'tickets', atFirst: 20 },
  { ...tickets, name: 'tickets far down', atFirst: 1_500 },
  {
    name: 'a plain resource',
    atFirst: 20,
    add: (from, to) => `insert into labels
      select n, 0, 'L' || n, '#fff', 'published', n, '${NOW}', '${NOW}', false
      from ${series(from, to)}`,
    remove: removed('labels'),
    list: (page) => listResources(database.readModel, { definition: label, filters: [], page }),
  },
  {
    name: 'messages',
    atFirst: 20,
    add: (from, to) => `insert into messages
      select n, 1001, 'c', false, 'user', 1, 'Ada', '{}', '${NOW}' from ${series(from, to)}`,
    remove: removed('messages'),
    list: (page) => listMessages(database.readModel, 1001, page),
  },
  {
    name: 'notifications',
    atFirst: 20,
    add: (from, to) => `insert into notifier.notifications
      (id, key, agent_id, type, title, message, ticket_id, sender_name, in_app, created_at, event_id, position)
      overriding system value
      select n, gen_random_uuid(), 7, 'ticket_reply', 't', 'm', 1001, 'Ada', true, '${NOW}',
        gen_random_uuid(), n from ${series(from, to)}`,
    remove: removed('notifier.notifications'),
    list: (page) => listNotifications(notifications, 7, page),
  },
  { ...activities, name: 'activity logs', atFirst: 20 },
  { ...activities, name: 'activity logs far down', atFirst: 2_500 },
]

test.each(cases)('the total of $name is that of the rows it comes with', async (listed) => {
  const { add, remove, list, atFirst } = listed
  const run = (statements: string) => database.pool.query(`begin; ${statements}; commit`)
  await run(add(1, atFirst))
  let isReading = true
  const writing = (async () => {
    for (let size = 1; isReading; size = (size % 30) + 1) {
      await followChanges(database.readModel, { sizes: { shortest: 8 }, atLeast: 100 })
      await followActivities(database.readModel)
      await run(add(atFirst + 1, atFirst + size))
      await run(remove(atFirst + 1, atFirst + size))
    }
  })()
  const totals = new Set<number>()
  try {
    const isEnough = (reads: number) => reads >= READS && totals.size >= TOTALS
    for (let read = 0; read < MOST_READS && !isEnough(read); read += 1) {
      const page = { page: Math.ceil(atFirst / 200), per_page: 200 }
      const { rows, total } = await list(page)
      totals.add(total)
      expect([total, rows.length]).toEqual([total, Math.min(200, total - (page.page - 1) * 200)])
    }
  } finally {
    isReading = false
    await writing
    await run(remove(1, atFirst))
  }
  expect(totals.size).toBeGreaterThanOrEqual(TOTALS)
})

test('a page past the end has no rows and the true total', async () => {
  await database.pool.query(tickets.add(1, 3))
  for (const page of [2, 1e18]) {
    expect(await tickets.list({ page, per_page: 15 })).toEqual({ rows: [], total: 3 })
  }
})
