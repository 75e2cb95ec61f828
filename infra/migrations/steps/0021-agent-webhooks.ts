import { createAgentWebhookTables } from '@deskhive/shared/read-model/agent-webhook-tables.ts'
import type { Migration } from 'kysely/migration'

/** What signs notifications that are posted to agents, and a way to their deliveries by agent. */
export const agentWebhooks: Migration = { up: createAgentWebhookTables }
