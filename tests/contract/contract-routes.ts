import { resources } from '@deskhive/shared/domain/resources.ts'

// The routes of the contract, below `/api/v1`, written down by hand so that none comes or goes unseen.
// `npm test` holds them against what is registered and what `/api/v1/openapi.json` describes.

/** Section 1, and what describes the API itself. */
const open = ['GET /health-check', 'GET /health/live', 'GET /health/ready', 'GET /openapi.json']

/** Section 3: five actions each, but for these. */
const lacking = ['DELETE /internal/customers/{}']

const plain = resources.flatMap(({ path }) => [
  `GET /internal/${path}`,
  `POST /internal/${path}`,
  `GET /internal/${path}/{}`,
  `PUT /internal/${path}/{}`,
  `DELETE /internal/${path}/{}`,
])

const internal = [
  'GET /internal/connection-check',
  'GET /internal/tickets',
  'POST /internal/tickets',
  'GET /internal/tickets/{}',
  'PUT /internal/tickets/{}',
  'DELETE /internal/tickets/{}',
  'GET /internal/tickets/{}/messages',
  'POST /internal/tickets/{}/messages',
  'POST /internal/customers/{}/block',
  'POST /internal/customers/{}/unblock',
  'GET /internal/activity-logs',
  'GET /internal/reports/overview',
  'GET /internal/reports/agents',
  'GET /internal/reports/departments',
  'GET /internal/settings',
  'PUT /internal/settings',
]

/** Section 4. */
const external = [
  'GET /external/connection-check',
  'GET /external/dashboard',
  'GET /external/tickets',
  'GET /external/tickets/{}',
  'PUT /external/tickets/{}',
  'GET /external/tickets/{}/messages',
  'POST /external/tickets/{}/messages',
  'POST /external/tickets/{}/close',
  'POST /external/tickets/{}/messages/{}/like',
  'GET /external/canned-responses',
  'GET /external/knowledge-base/search',
  'GET /external/profile',
  'PUT /external/profile',
  'POST /external/profile/webhook-secret',
  'GET /external/notifications',
  'GET /external/notifications/unread-count',
  'GET /external/notifications/stream',
  'POST /external/notifications/{}/read',
  'POST /external/notifications/read-all',
]

/** Section 6. */
const time = [
  'POST /internal/imports/tickets',
  'GET /internal/audit/verify',
  'GET /internal/events',
  'GET /internal/tickets/{}/history',
  'GET /internal/settings/history',
  'GET /internal/categories/tree/history',
  ...resources.map(({ path }) => `GET /internal/${path}/{}/history`),
]

/** Beside the contract: why somebody heard of something, and why not. */
const notifications = ['GET /internal/notifications', 'GET /internal/events/{}/notifications']

/** Section 7. */
const webhooks = [
  'POST /internal/webhooks/{}/rotate-secret',
  'GET /internal/webhooks/{}/deliveries',
  'POST /internal/webhooks/{}/deliveries/{}/redeliver',
  'POST /internal/webhooks/{}/replay',
]

export const contractRoutes: readonly string[] = [
  ...open,
  ...plain.filter((route) => !lacking.includes(route)),
  ...internal,
  ...external,
  ...time,
  ...notifications,
  ...webhooks,
].sort()
