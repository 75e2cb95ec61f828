import {
  chooseBackend,
  type JobQueue,
  type QueueBackend,
} from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { type Inbox, openInbox } from '@deskhive/shared/testing/inbox.ts'
import { flushRedis } from '@deskhive/shared/testing/redis.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { type RawBuilder, sql } from 'kysely'
import { emailChannel } from '#notifier/channels/email.ts'
import { type ChannelOptions, startChannel } from '#notifier/jobs/start-channel.ts'
import type { RunningDeliveries } from '#notifier/jobs/start-delivering.ts'
import { haltChannelAt } from './halted-program.ts'
import {
  addAgent,
  addPending,
  type NotifierDatabase,
  openNotifierDatabase,
} from './notifier-database.ts'
import type { OwnStores } from './queue-stores.ts'

/** Deliveries without the log: rows, a queue, and a mail server that receives. */
export type DeliveryDesk = AsyncDisposable & {
  readonly database: NotifierDatabase
  readonly queue: JobQueue
  readonly inbox: Inbox
  /** Everything that is in line is gone, as after a failover. */
  readonly loseQueue: () => Promise<void>
  /** @returns the ids of new pending deliveries to agent 7 */
  readonly addDeliveries: (count: number) => Promise<string[]>
  readonly stateOf: (id: string) => Promise<object | undefined>
  /** How many rows are so. */
  readonly count: (which: RawBuilder<unknown>) => Promise<number>
  /** Since it was added, in ms, by the database's clock. */
  readonly ageOf: (id: string) => Promise<number>
  readonly dueOf: (id: string) => Promise<object | undefined>
  readonly start: (more?: Partial<ChannelOptions>) => RunningDeliveries
  /** In a process of its own. @returns when it stands at the named point; call the result to kill it */
  readonly haltAt: (name: string) => Promise<() => Promise<void>>
}

export async function openDeliveryDesk({ redisUrl }: OwnStores = {}): Promise<DeliveryDesk> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await openNotifierDatabase())
  const inbox = stack.use(await openInbox())
  const backend = chooseBackend({ redisUrl, databaseUrl: database.url })
  const queue = stack.use(openJobQueue({ backend, name: 'email', logger: silent }))
  await addAgent(database, 7)
  const closing = stack.move()

  return {
    database,
    queue,
    inbox,
    loseQueue: () => loseQueue(backend, database),
    addDeliveries: (count) => addPending(database, { agentId: 7, channel: 'email', count }),
    count: (which) => count(database, which),
    stateOf: (id) =>
      database.db
        .selectFrom('notifier.deliveries')
        .select(['state', 'attempts', 'last_error'])
        .where('id', '=', id)
        .executeTakeFirst(),
    ageOf: (id) => ageOf(database, id),
    dueOf: (id) => dueOf(database, id),
    start: (more = {}) =>
      startChannel({
        sender: emailChannel({ url: inbox.url, from: 'desk@example.org' }),
        db: database.db,
        backend,
        queue,
        logger: silent,
        onOutcome: () => undefined,
        ...more,
      }),
    haltAt: async (point) => {
      const urls = { databaseUrl: database.url, backend, smtpUrl: inbox.url }
      const kill = await haltChannelAt({ ...urls, haltAt: point })
      closing.defer(kill) // also where the test ends before it kills
      return kill
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

async function count({ db }: NotifierDatabase, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from notifier.deliveries where ${which}`.execute(db)
  return rows[0]?.count ?? 0
}

function dueOf({ db }: NotifierDatabase, id: string): Promise<object | undefined> {
  return db
    .selectFrom('notifier.deliveries')
    .select('due_at')
    .where('id', '=', id)
    .executeTakeFirst()
}

async function ageOf({ db }: NotifierDatabase, id: string): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as ms
    from notifier.deliveries where id = ${id}`.execute(db)
  return rows[0]?.ms ?? 0
}

async function loseQueue(backend: QueueBackend, { db }: NotifierDatabase): Promise<void> {
  if (backend.kind === 'redis') await flushRedis(backend.url)
  else await sql`truncate queue.job cascade`.execute(db)
}
