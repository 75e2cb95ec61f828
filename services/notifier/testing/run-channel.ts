import { parseArgs } from 'node:util'
import { sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { createSigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { z } from 'zod'
import type { ChannelSender } from '#notifier/channels/channel.ts'
import { emailChannel } from '#notifier/channels/email.ts'
import { webhookChannel } from '#notifier/channels/webhook.ts'
import { startChannel } from '#notifier/jobs/start-channel.ts'

// Relay and worker of a channel in a process of their own, which stands still at a named point and says so,
// to be killed there: `node run-channel.ts '{"databaseUrl": …}'`

const urls = z.object({ kind: z.enum(['redis', 'postgres']), url: z.string() })
const common = { databaseUrl: z.string(), backend: urls, haltAt: z.string() }
const options = z.union([
  z.object({ ...common, smtpUrl: z.string() }),
  z.object({ ...common, secretsKey: z.string(), allowedHost: z.string() }),
])
export type ChannelRun = z.infer<typeof options>

const { positionals } = parseArgs({ allowPositionals: true })
const run = options.parse(JSON.parse(positionals[0] ?? ''))
const { databaseUrl: url, backend } = run
const db = openDatabase({ url, applicationName: 'test', logger: silent, maxConnections: 2 })
const sender = senderOf(run)

startChannel({
  sender,
  db: db.tables<NotifierTables>(),
  backend,
  queue: openJobQueue({ backend, name: sender.channel, logger: silent }),
  logger: silent,
  onOutcome: () => undefined,
  faultPoint: async (name) => {
    if (name !== run.haltAt) return
    console.log(`at ${name}`)
    await new Promise(() => undefined)
  },
})

function senderOf(chosen: ChannelRun): ChannelSender {
  if ('smtpUrl' in chosen) return emailChannel({ url: chosen.smtpUrl, from: 'desk@example.org' })
  return webhookChannel({
    reach: { allowed: [{ host: chosen.allowedHost, port: null }] },
    secrets: createSigningSecrets(db.pool, sealedSecrets([chosen.secretsKey]), 'agent'),
  })
}
