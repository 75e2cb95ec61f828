import { parseArgs } from 'node:util'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { z } from 'zod'
import { workOffReplays } from '#notifier/webhooks/replay.ts'
import { connectStore, secretsIn, startWebhookDeliveries } from './account-webhook-desk.ts'

// Relay and worker of the webhooks and what is to be replayed, in a process of their own, which stands still at a named
// point and says so, to be killed there: `node run-webhooks.ts '{"databaseUrl": …}'`

const options = z.object({
  databaseUrl: z.string(),
  eventStoreUrl: z.string(),
  backend: z.object({ kind: z.enum(['redis', 'postgres']), url: z.string() }),
  secretsKey: z.string(),
  haltAt: z.string(),
  /** At which pass of that point. */
  nth: z.int(),
})

const { positionals } = parseArgs({ allowPositionals: true })
const urls = options.parse(JSON.parse(positionals[0] ?? ''))
const database = openDatabase({
  url: urls.databaseUrl,
  applicationName: 'test',
  logger: silent,
  maxConnections: 2,
})
const db = database.tables<NotifierTables>()

const store = connectStore(urls.eventStoreUrl)

let passes = 0
const faultPoint = async (name: string) => {
  if (name !== urls.haltAt) return
  passes += 1
  if (passes !== urls.nth) return
  console.log(`at ${name}`)
  await new Promise(() => undefined)
}
const secrets = secretsIn(database.pool, urls)
startWebhookDeliveries(urls, { db, store, secrets }, faultPoint)
const { signal } = new AbortController()
await workOffReplays({ db, log: store, signal, onDeliveries: () => undefined, faultPoint })
