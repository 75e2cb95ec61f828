import { userInfo } from 'node:os'
import { notificationsProjection } from '@deskhive/notifier/fold/notifications-projection.ts'
import { createNews } from '@deskhive/notifier/news.ts'
import { webhooksProjection } from '@deskhive/notifier/webhooks/webhooks-projection.ts'
import { projections } from '@deskhive/projector/projections/projections.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import type { Projection } from '@deskhive/shared/projection/projection.ts'
import { forgetMilestones } from '@deskhive/shared/read-model/activity-milestones.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import { forgetBlocks } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'
import { createTeller, runCommand } from '#commands/command.ts'
import { findDesk } from '#commands/find-desk.ts'
import { tellParked, unparkStream } from '#commands/parked/actions.ts'
import { readParkedArguments, usage } from '#commands/parked/config.ts'

await runCommand(process, usage, async (args) => {
  const chosen = readParkedArguments(args)
  const { action, group = 'read-model' } = chosen
  const { databaseUrl: url, eventStoreUrl, transport } = findDesk(process.env)
  const logger = createLogger({ service: 'parked', level: 'silent' })
  await using database = openDatabase({ url, applicationName: 'deskhive-parked', logger })
  await using store = connectEventStore(eventStoreUrl, { transport, logger, upcasters })
  const tell = createTeller(process.stdout, chosen)
  // Awaited here: the stores are closed when this function ends.
  if (action.kind === 'list') return await tellParked(database.pool, tell, chosen)
  if (action.kind === 'show') {
    return await tellParked(database.pool, tell, { ...chosen, stream: action.stream })
  }
  const unparking = {
    database: database.pool,
    store,
    projections: group === 'notifier' ? await ofNotifier(database) : projections,
    group,
    stream: action.stream,
    afterwards: group === 'notifier' ? [] : [...forgetBlocks, forgetMilestones],
    discard: action.kind === 'discard' ? { by: operator(), reason: action.reason } : null,
  }
  return await unparkStream(unparking, tell)
})

/** By number where the system has no name for it, as in a container that runs under any number. */
function operator(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.()}`
  }
}

/** What is to be delivered is found by the running notifier at its next look. */
async function ofNotifier(database: Database): Promise<readonly Projection[]> {
  const { know, isNews } = createNews(database)
  await know()
  const channels = process.env['SMTP_URL']
    ? (['email', 'webhook'] as const)
    : (['webhook'] as const)
  return [notificationsProjection(channels, isNews), webhooksProjection(isNews)]
}
