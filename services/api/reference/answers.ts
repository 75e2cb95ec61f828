import { resources } from '@deskhive/shared/domain/resources.ts'
import type { Json } from '#api/reference/json-schema.ts'

/** The answer of a route that did what it was asked. */
export type Answer = {
  readonly status: number
  /** `null` for one that is nothing but a stream. */
  readonly schema: Json | null
  /** Also as a table, with `format=csv`. */
  readonly isTable?: boolean
  /** Also as server-sent events, to who accepts `text/event-stream`. */
  readonly streams?: boolean
}

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
})
const ok = (schema: Json): Answer => ({ status: 200, schema })

const said = ok(object({ message: text }))
const one = (name: string) => ok(object({ data: ref(name), message: text }, ['data']))
const created = (name: string) => ({ ...one(name), status: 201 })
const accepted = (name: string) => ({ ...one(name), status: 202 })
const all = (name: string) => ok(object({ data: { type: 'array', items: ref(name) } }))
const list = (name: string) =>
  ok(object({ data: { type: 'array', items: ref(name) }, meta: ref('pageMeta') }))
const table = (answer: Answer): Answer => ({ ...answer, isTable: true })
const checked = ok(object({ status: { const: true }, message: text }))
const flagged = (name: string) =>
  ok(object({ status: { const: true }, data: ref(name), message: text }, ['status', 'data']))

const deliveries = ok(
  object({ data: { type: 'array', items: ref('delivery') }, meta: ref('deliveriesMeta') }),
)

/** A page, or the same events as they come. */
const feed: Answer = {
  ...ok(object({ data: { type: 'array', items: ref('feedEvent') }, meta: ref('feedMeta') })),
  streams: true,
}

/** What shows more at its creation than ever after. */
const newName = new Map([
  ['apiKey', 'newApiKey'],
  ['webhook', 'newWebhook'],
])

const ofResources = resources.flatMap(({ path, name }): [string, Answer][] => [
  [`GET /internal/${path}`, list(name)],
  [`POST /internal/${path}`, created(newName.get(name) ?? name)],
  [`GET /internal/${path}/:id`, one(name)],
  [`PUT /internal/${path}/:id`, one(name)],
  [`DELETE /internal/${path}/:id`, said],
  [`GET /internal/${path}/:id/history`, list('historyEntry')],
])

const answers = new Map<string, Answer>([
  ...ofResources,
  ['GET /health-check', said],
  ['GET /health/live', ok(object({ live: { type: 'boolean' } }))],
  ['GET /health/ready', ok(object({ ready: { type: 'boolean' } }))],
  ['GET /openapi.json', ok({ type: 'object' })],
  ['GET /internal/connection-check', checked],
  ['GET /internal/audit/verify', ok(object({ data: ref('audit') }))],
  ['GET /internal/tickets', list('ticket')],
  ['POST /internal/tickets', created('ticket')],
  ['GET /internal/tickets/:id', one('ticket')],
  ['PUT /internal/tickets/:id', one('ticket')],
  ['DELETE /internal/tickets/:id', said],
  ['GET /internal/tickets/:id/history', list('historyEntry')],
  ['GET /internal/tickets/:id/messages', list('message')],
  ['POST /internal/tickets/:id/messages', created('message')],
  ['POST /internal/customers/:id/block', one('customer')],
  ['POST /internal/customers/:id/unblock', one('customer')],
  ['GET /internal/settings', one('settings')],
  ['GET /internal/settings/history', list('historyEntry')],
  ['GET /internal/categories/tree/history', list('historyEntry')],
  ['PUT /internal/settings', one('settings')],
  ['POST /internal/webhooks/:id/rotate-secret', one('newWebhook')],
  ['GET /internal/webhooks/:id/deliveries', deliveries],
  ['POST /internal/webhooks/:webhookId/deliveries/:deliveryId/redeliver', accepted('delivery')],
  ['POST /internal/webhooks/:id/replay', accepted('replay')],
  ['GET /internal/activity-logs', list('activity')],
  ['GET /internal/reports/overview', table(one('overview'))],
  ['GET /internal/reports/agents', table(all('agentFigures'))],
  ['GET /internal/reports/departments', table(all('departmentFigures'))],
  ['GET /internal/events', feed],
  ['GET /internal/notifications', list('toldNotification')],
  ['GET /internal/events/:event_id/notifications', one('eventExplanation')],
  ['POST /internal/imports/tickets', all('importResult')],
  ['GET /external/connection-check', checked],
  ['GET /external/dashboard', flagged('dashboard')],
  ['GET /external/tickets', list('ticket')],
  ['GET /external/tickets/:id', one('ticket')],
  ['PUT /external/tickets/:id', one('ticket')],
  ['POST /external/tickets/:id/close', one('ticket')],
  ['GET /external/tickets/:id/messages', list('message')],
  ['POST /external/tickets/:id/messages', created('message')],
  ['POST /external/tickets/:ticketId/messages/:messageId/like', flagged('like')],
  ['GET /external/canned-responses', all('cannedResponse')],
  ['GET /external/knowledge-base/search', all('knowledgeArticle')],
  ['GET /external/profile', one('profile')],
  ['PUT /external/profile', one('profile')],
  ['POST /external/profile/webhook-secret', created('webhookSecret')],
  ['GET /external/notifications', list('notification')],
  ['GET /external/notifications/unread-count', flagged('unreadCount')],
  ['GET /external/notifications/stream', { status: 200, schema: null, streams: true }],
  ['POST /external/notifications/:id/read', flagged('notification')],
  ['POST /external/notifications/read-all', flagged('unreadCount')],
])

/** @param path below `/api/v1` */
export function answerOf(method: string, path: string): Answer {
  const answer = answers.get(`${method} ${path}`)
  if (!answer) throw new TypeError(`answers.ts does not describe ${method} ${path}`)
  return answer
}
