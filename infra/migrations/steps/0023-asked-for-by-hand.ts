import { createWebhookTables } from '@deskhive/shared/read-model/webhook-tables.ts'
import type { Migration } from 'kysely/migration'

/** What is asked for of a webhook says how far the notifier has to be before it ends that as unwanted. */
export const askedForByHand: Migration = { up: createWebhookTables }
