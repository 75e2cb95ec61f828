import { plainResources } from '@deskhive/shared/domain/resources.ts'
import type { Routes } from '#api/route.ts'
import { agentCannedResponseRoutes } from '#api/routes/external/canned-response.ts'
import { agentConnectionCheckRoutes } from '#api/routes/external/connection-check.ts'
import { knowledgeBaseRoutes } from '#api/routes/external/knowledge-base.ts'
import { notificationRoutes } from '#api/routes/external/notifications.ts'
import { profileRoutes } from '#api/routes/external/profile.ts'
import { readAgentTicketRoutes } from '#api/routes/external/read-tickets.ts'
import { externalTicketMessageWrites } from '#api/routes/external/ticket-message-writes.ts'
import { externalTicketWrites } from '#api/routes/external/ticket-writes.ts'
import { agentWebhookSecretRoutes } from '#api/routes/external/webhook-secret.ts'
import { activityLogRoutes } from '#api/routes/internal/activity-log.ts'
import { agentRoutes } from '#api/routes/internal/agent.ts'
import { apiKeyRoutes } from '#api/routes/internal/api-key.ts'
import { auditRoutes } from '#api/routes/internal/audit.ts'
import { connectionCheckRoutes } from '#api/routes/internal/connection-check.ts'
import { crudRoutes } from '#api/routes/internal/crud.ts'
import { customerBlockRoutes } from '#api/routes/internal/customer.ts'
import { eventRoutes } from '#api/routes/internal/event.ts'
import { historyRoutes } from '#api/routes/internal/history.ts'
import { importRoutes } from '#api/routes/internal/import-tickets.ts'
import { notificationListRoutes } from '#api/routes/internal/notification.ts'
import { readTicketRoutes } from '#api/routes/internal/read-tickets.ts'
import { reportRoutes } from '#api/routes/internal/report.ts'
import { rulesOf } from '#api/routes/internal/rules.ts'
import { settingsRoutes } from '#api/routes/internal/settings.ts'
import { internalTicketMessageWrites } from '#api/routes/internal/ticket-message-writes.ts'
import { internalTicketWrites } from '#api/routes/internal/ticket-writes.ts'
import { webhookSecretRoutes } from '#api/routes/internal/webhook.ts'
import { webhookDeliveryRoutes } from '#api/routes/internal/webhook-deliveries.ts'

/** Every route of the API, in the order of the contract. Paths begin after `/api/v1`. */
export const routes: readonly Routes[] = [
  connectionCheckRoutes,
  auditRoutes,
  readTicketRoutes,
  internalTicketWrites,
  internalTicketMessageWrites,
  ...plainResources.map((definition) => crudRoutes(definition, rulesOf(definition))),
  customerBlockRoutes,
  agentRoutes,
  settingsRoutes,
  apiKeyRoutes,
  webhookSecretRoutes,
  webhookDeliveryRoutes,
  activityLogRoutes,
  historyRoutes,
  reportRoutes,
  eventRoutes,
  notificationListRoutes,
  importRoutes,
  agentConnectionCheckRoutes,
  readAgentTicketRoutes,
  externalTicketWrites,
  externalTicketMessageWrites,
  agentCannedResponseRoutes,
  knowledgeBaseRoutes,
  profileRoutes,
  agentWebhookSecretRoutes,
  notificationRoutes,
]
