import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { createTeller, runCommand } from '#commands/command.ts'
import { changeDeliveries, tellDeliveries } from '#commands/deliveries/actions.ts'
import { readDeliveriesArguments, usage } from '#commands/deliveries/config.ts'
import { findDesk } from '#commands/find-desk.ts'

await runCommand(process, usage, async (args) => {
  const chosen = readDeliveriesArguments(args)
  const { databaseUrl: url } = findDesk(process.env)
  const logger = createLogger({ service: 'deliveries', level: 'silent' })
  await using database = openDatabase({ url, applicationName: 'deskhive-deliveries', logger })
  const db = database.tables<NotifierTables>()
  const tell = createTeller(process.stdout, chosen)
  // Awaited here: the connections are closed when this function ends.
  if (chosen.action.kind === 'list') return await tellDeliveries(db, chosen.action, tell)
  return await changeDeliveries(db, chosen.action, tell)
})
