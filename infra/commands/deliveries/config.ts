import { deliveryStates } from '@deskhive/shared/read-model/notification-tables.ts'
import type { DeliveryFilter } from '@deskhive/shared/read-model/queries/deliveries.ts'
import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'

export const usage = `npm run deliveries -- list | retry | cancel [ID …] [options]

What leaves the house for agents and webhooks, on every channel. A delivery fails for good after all its tries; then
it waits for a person, who retries or cancels it.

  list               deliveries, the longest waiting first
  retry              tries failed and cancelled ones anew, and those that wait for a later try now
  cancel             never tries pending ones again, and lets failed ones rest

  ID …               these deliveries
  --state STATE      pending, delivered, failed or cancelled
  --channel NAME     of this channel: email, webhook, account_webhook …
  --agent ID         to this agent
  --webhook ID       to this webhook of the account
  --limit N          list at most so many (100)

  --json             the outcome as one JSON object on stdout
  --quiet            no words: the exit code tells
  --help             show this

retry and cancel want an ID or a filter, so that nobody changes everything by mistake. The desk is the one in DATA_DIR
(./.data), or that of DATABASE_URL and EVENTSTORE_URL.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 there was nothing to retry or to cancel.`

export const deliveriesExitCode = { nothing: 3 } as const

const kinds = ['list', 'retry', 'cancel'] as const
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DEFAULT_LIMIT = 100

export type DeliveriesAction = {
  readonly kind: (typeof kinds)[number]
  readonly filter: DeliveryFilter
  readonly limit: number
}

export function readDeliveriesArguments(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    ...commonOptions,
    state: { type: 'string' },
    channel: { type: 'string' },
    agent: { type: 'string' },
    webhook: { type: 'string' },
    limit: { type: 'string' },
  })
  const { json, quiet } = values
  const [word, ...ids] = positionals
  const kind = kinds.find((name) => name === word)
  if (kind === undefined) throw new WrongUse(usage)
  const filter = filterOf(ids, values)
  if (kind !== 'list' && Object.values(filter).every((part) => part === undefined)) {
    throw new WrongUse(`${kind} wants the id of a delivery, or a filter such as --state failed.`)
  }
  const limit = wholeNumber('limit', values.limit) ?? DEFAULT_LIMIT
  const action: DeliveriesAction = { kind, filter, limit }
  return { action, json, quiet }
}

type Given = { readonly [name in 'state' | 'channel' | 'agent' | 'webhook']?: string | undefined }

function filterOf(ids: readonly string[], given: Given): DeliveryFilter {
  const wrong = ids.find((id) => !uuid.test(id))
  if (wrong !== undefined) throw new WrongUse(`${wrong} is not the id of a delivery.`)
  const state = deliveryStates.find((name) => name === given.state)
  if (given.state !== undefined && state === undefined) {
    throw new WrongUse(`--state knows ${deliveryStates.join(', ')}.`)
  }
  const agentId = wholeNumber('agent', given.agent)
  const webhookId = wholeNumber('webhook', given.webhook)
  return { ...(ids.length > 0 && { ids }), state, channel: given.channel, agentId, webhookId }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new WrongUse(`--${name} is a whole number of at least 1.`)
  }
  return value
}
