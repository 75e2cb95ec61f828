import { parseArgs } from 'node:util'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { z } from 'zod'
import { emailChannel } from '#notifier/channels/email.ts'
import { startChannel } from '#notifier/jobs/start-channel.ts'
import { silent } from './notifier-database.ts'

// Relay and worker of the email channel in a process of their own, which stands still at a named point
// and says so, to be killed there: `node run-channel.ts '{"databaseUrl": …}'`

const urls = z.object({ kind: z.enum(['redis', 'postgres']), url: z.string() })
const options = z.object({
  databaseUrl: z.string(),
  backend: urls,
  smtpUrl: z.string(),
  haltAt: z.string(),
})

const { positionals } = parseArgs({ allowPositionals: true })
const { databaseUrl, backend, smtpUrl, haltAt } = options.parse(JSON.parse(positionals[0] ?? ''))
const db = openDatabase({
  url: databaseUrl,
  applicationName: 'test',
  logger: silent,
  maxConnections: 2,
})

startChannel({
  sender: emailChannel({ url: smtpUrl, from: 'desk@example.org' }),
  db: db.tables<NotifierTables>(),
  backend,
  queue: openJobQueue({ backend, name: 'email', logger: silent }),
  logger: silent,
  onOutcome: () => undefined,
  faultPoint: async (name) => {
    if (name !== haltAt) return
    console.log(`at ${name}`)
    await new Promise(() => undefined)
  },
})
