import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import {
  cancelDeliveries,
  type DeliverySummary,
  listDeliveries,
  retryDeliveries,
} from '@deskhive/shared/read-model/queries/deliveries.ts'
import type { Kysely } from 'kysely'
import { exitCode, type Teller } from '#commands/command.ts'
import { type DeliveriesAction, deliveriesExitCode } from '#commands/deliveries/config.ts'

type Db = Kysely<NotifierTables>

export async function tellDeliveries(
  db: Db,
  { filter, limit }: DeliveriesAction,
  tell: Teller,
): Promise<number> {
  const deliveries = await listDeliveries(db, filter, limit)
  const words = deliveries.length === 0 ? ['there is none'] : deliveries.map(lineOf)
  tell({ words, json: { deliveries: deliveries.map(shownOf) } })
  return exitCode.done
}

export async function changeDeliveries(
  db: Db,
  { kind, filter }: DeliveriesAction,
  tell: Teller,
): Promise<number> {
  const isRetry = kind === 'retry'
  const changed = await (isRetry ? retryDeliveries(db, filter) : cancelDeliveries(db, filter))
  const what = changed === 1 ? '1 delivery' : `${changed} deliveries`
  tell({
    words: [isRetry ? `${what} will be tried now` : `${what} cancelled`],
    json: { [isRetry ? 'retried' : 'cancelled']: changed },
  })
  return changed === 0 ? deliveriesExitCode.nothing : exitCode.done
}

/** What ties the rows of a digest together is nobody's to see. */
function shownOf(delivery: DeliverySummary) {
  const { id, channel, state, agent_id, webhook_id, attempts, last_error } = delivery
  const { created_at, due_at, settled_at } = delivery
  const receiver = { agent_id, webhook_id }
  return { id, channel, state, ...receiver, attempts, last_error, created_at, due_at, settled_at }
}

function lineOf(delivery: DeliverySummary): string {
  const { id, channel, state, agent_id, webhook_id, attempts, last_error, created_at } = delivery
  const receiver = agent_id === null ? `webhook ${webhook_id}` : `agent ${agent_id}`
  const why = last_error === null ? '' : `: ${last_error}`
  const due = state === 'pending' ? `  due ${delivery.due_at}` : ''
  return `${id}  ${channel}  ${receiver}  ${state}  ${attempts} ${attempts === 1 ? 'try' : 'tries'}  since ${created_at}${due}${why}`
}
