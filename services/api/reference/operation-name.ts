type Named = { readonly method: string; readonly path: string }

/** Where the rule below would not say what is done. */
const ownNames = new Map([
  ['GET /health-check', 'checkHealth'],
  ['GET /health/live', 'checkLiveness'],
  ['GET /health/ready', 'checkReadiness'],
  ['GET /openapi.json', 'getOpenApiDocument'],
  ['GET /internal/connection-check', 'checkConnection'],
  ['GET /external/connection-check', 'checkConnectionAsAgent'],
  ['GET /external/knowledge-base/search', 'searchKnowledgeBaseAsAgent'],
  ['POST /external/notifications/read-all', 'readAllNotificationsAsAgent'],
  ['GET /internal/audit/verify', 'verifyAudit'],
  ['POST /internal/imports/tickets', 'importTickets'],
  ['POST /internal/webhooks/:id/rotate-secret', 'rotateWebhookSecret'],
  ['POST /internal/webhooks/:id/replay', 'replayWebhook'],
  [
    'POST /internal/webhooks/:webhookId/deliveries/:deliveryId/redeliver',
    'redeliverWebhookDelivery',
  ],
])

const verbs: { readonly [method: string]: string } = {
  GET: 'get',
  PUT: 'update',
  DELETE: 'delete',
}

/**
 * What a client calls it: `listTickets`, `createTicket`, `getTicket`, `listTicketMessages`, `blockCustomer`,
 * and what agents do with their own keys `closeTicketAsAgent`.
 * @param showsMany whether the answer is a list
 */
export function operationIdOf({ method, path }: Named, showsMany: boolean): string {
  const own = ownNames.get(`${method} ${path}`)
  if (own !== undefined) return own

  const [group = '', ...parts] = path.split('/').slice(1)
  return camel(wordsOf(method, parts, showsMany)) + (group === 'external' ? 'AsAgent' : '')
}

/** The verb first. What an id stands behind is one of its kind. */
function wordsOf(method: string, parts: readonly string[], showsMany: boolean): string[] {
  const nouns = parts
    .map((part, index) => (parts[index + 1]?.startsWith(':') ? singular(part) : part))
    .filter((part) => !part.startsWith(':'))
  const above = nouns.slice(0, -1)
  const last = nouns.at(-1) ?? ''
  if (method === 'POST')
    return isDeed(parts) ? [last, ...above] : ['create', ...above, singular(last)]
  return [showsMany ? 'list' : (verbs[method] ?? method.toLowerCase()), ...nouns]
}

/** `Close ticket, as an agent`. */
export function summaryOf(operationId: string): string {
  const words = operationId
    .replace(/AsAgent$/, '')
    .replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)
    .replaceAll(/\bopen api\b/g, 'OpenAPI')
    .replaceAll(/\bapi\b/g, 'API')
  const sentence = words.charAt(0).toUpperCase() + words.slice(1)
  return operationId.endsWith('AsAgent') ? `${sentence}, as an agent` : sentence
}

/** `/customers/:id/block`: what follows an id and is no list of things. */
function isDeed(parts: readonly string[]): boolean {
  const [before = '', last = ''] = parts.slice(-2)
  return before.startsWith(':') && !last.endsWith('s')
}

export function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/s$/, '')
}

function camel(words: readonly string[]): string {
  const [first = '', ...rest] = words.flatMap((word) => word.split(/[-.]/))
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
