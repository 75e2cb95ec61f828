import type { AnyTable, Table } from '@deskhive/shared/projection/projection.ts'

export type WebhookRow = {
  readonly id: number
  readonly revision: number
  readonly url: string
  readonly events: readonly string[]
  readonly status: string
  readonly is_deleted: boolean
}

/** One row: what each active webhook wants. */
export type WebhookRosterRow = {
  readonly id: number
  readonly webhooks: { readonly [webhookId: string]: readonly string[] }
}

/** What is not named here begins with the column's default: pending, never tried. */
export type WebhookDeliveryRow = {
  readonly id: string
  readonly webhook_id: number
  readonly event_id: string
  readonly event_type: string
  readonly position: string
  readonly stream: string
  readonly revision: number
  readonly due_at: string
  readonly give_at: string
  readonly created_at: string
}

export const webhooks: Table<WebhookRow> = {
  table: 'notifier.webhooks',
  key: ['id'],
  columns: ['id', 'revision', 'url', 'events', 'status', 'is_deleted'],
}

export const webhookRoster: Table<WebhookRosterRow> = {
  table: 'notifier.webhook_roster',
  key: ['id'],
  columns: ['id', 'webhooks'],
}

export const webhookDeliveries: Table<WebhookDeliveryRow> = {
  table: 'notifier.webhook_deliveries',
  key: ['id'],
  lasting: true,
  columns: [
    'id',
    'webhook_id',
    'event_id',
    'event_type',
    'position',
    'stream',
    'revision',
    'due_at',
    'give_at',
    'created_at',
  ],
}

export const webhookTables: readonly AnyTable[] = [webhooks, webhookRoster, webhookDeliveries]

/** What the fold does not write, and sending cannot do without. */
export const askedColumns = ['notifier.webhook_deliveries', 'notifier.webhook_replays'].map(
  (table) => ({ table, columns: ['asked_revision'] }),
)
