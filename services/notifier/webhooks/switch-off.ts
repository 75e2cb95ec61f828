import { resourceEvolution } from '@deskhive/shared/domain/resource/resource-state.ts'
import { switchOffWebhook } from '@deskhive/shared/domain/webhook/switch-off.ts'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import { systemContext } from '@deskhive/shared/event-store/command-context.ts'
import { deriveCommandId } from '@deskhive/shared/event-store/derive-command-id.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { ClaimedWebhookDelivery } from './claim-webhook-delivery.ts'

const aggregate = { resource: webhook.name, evolution: resourceEvolution(webhook) }

/** Ours, drawn once: with it a delivery and the count of its tries become the same command for ever. */
const NAMESPACE = 'c1d0a6a8-93a4-4b7c-a3a5-1f0f5d6f7e21'

/** Decides on the same stream, by the same pipeline, as requests do; and says so, once. */
export async function switchOff(
  { aggregates, logger }: { readonly aggregates: AggregateStore; readonly logger: Logger },
  { id, tries, webhook_id, event_id, url }: ClaimedWebhookDelivery,
): Promise<void> {
  const command_id = deriveCommandId(
    NAMESPACE,
    `switch off webhook-${webhook_id} by ${id}/${tries}`,
  )
  const { events, repeated } = await aggregates.handleCommand({
    aggregate,
    id: webhook_id,
    mayBeRepeat: true,
    decide: (state) => switchOffWebhook(state, { event_id, url }),
    context: systemContext({
      command_id,
      command_type: 'SwitchOffWebhook',
      occurred_at: new Date().toISOString(),
    }),
  })
  if (events.length === 0 || repeated) return
  logger.warn({ webhook: webhook_id }, 'a webhook is off: its receiver answered 410 Gone')
}
