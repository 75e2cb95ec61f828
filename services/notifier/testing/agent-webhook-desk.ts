import { randomUUID } from 'node:crypto'
import { makeSecretsKey, sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { makeWebhookSecret } from '@deskhive/shared/outbound/webhook-signature.ts'
import { chooseBackend } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { createSigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { sql } from 'kysely'
import { webhookChannel } from '#notifier/channels/webhook.ts'
import { startChannel } from '#notifier/jobs/start-channel.ts'
import type { RunningDeliveries } from '#notifier/jobs/start-delivering.ts'
import { haltChannelAt } from './halted-program.ts'
import { addAgent, addPending, openNotifierDatabase } from './notifier-database.ts'
import type { OwnStores } from './queue-stores.ts'

const createdAt = '2026-03-15T14:30:00.000Z'

/** Notifications that are posted to agents, without the log: rows, a queue, and secrets. */
type AgentWebhookDesk = AsyncDisposable & {
  readonly addAgent: (id: number, url: string | null) => Promise<void>
  /** @returns it as the agent is shown it */
  readonly giveSecret: (agentId: number) => Promise<string>
  /** @returns the ids of new pending deliveries */
  readonly addDeliveries: (agentId: number, count: number) => Promise<string[]>
  readonly stateOf: (id: string) => Promise<object | undefined>
  /** What waits for another try is due now. */
  readonly hurry: () => Promise<void>
  readonly start: () => RunningDeliveries
  /** In a process of its own. @returns when it stands at the named point; call the result to kill it */
  readonly haltAt: (name: string) => Promise<() => Promise<void>>
}

export async function openAgentWebhookDesk({
  redisUrl,
}: OwnStores = {}): Promise<AgentWebhookDesk> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await openNotifierDatabase())
  const backend = chooseBackend({ redisUrl, databaseUrl: database.url })
  const queue = stack.use(openJobQueue({ backend, name: 'webhook', logger: silent }))
  const secretsKey = makeSecretsKey()
  const secrets = createSigningSecrets(database.pool, sealedSecrets([secretsKey]), 'agent')
  const allowedHost = '127.0.0.1'
  const reach = { allowed: [{ host: allowedHost, port: null }] }
  const { db } = database
  const closing = stack.move()

  return {
    addAgent: (id, url) => addAgent(database, id, { webhook_url: url }),
    giveSecret: (ownerId) =>
      secrets.give({ ownerId, commandId: randomUUID(), secret: makeWebhookSecret() }),
    addDeliveries: (agentId, count) =>
      addPending(database, { agentId, channel: 'webhook', count, createdAt }),
    stateOf: (id) =>
      db
        .selectFrom('notifier.deliveries')
        .select(['state', 'attempts', 'last_error', 'last_status'])
        .where('id', '=', id)
        .executeTakeFirst(),
    hurry: async () => {
      await sql`update notifier.deliveries set due_at = clock_timestamp(), give_at = clock_timestamp()
        where state = 'pending'`.execute(db)
    },
    start: () => {
      const sender = webhookChannel({ reach, secrets })
      const logging = { logger: silent, onOutcome: () => undefined }
      return startChannel({ sender, db, backend, queue, ...logging })
    },
    haltAt: async (point) => {
      const run = { databaseUrl: database.url, backend, secretsKey, allowedHost }
      const kill = await haltChannelAt({ ...run, haltAt: point })
      closing.defer(kill) // also where the test ends before it kills
      return kill
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}
