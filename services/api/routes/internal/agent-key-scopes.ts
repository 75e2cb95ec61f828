/**
 * What an agent may do with its key (contract, 4) → the internal scope that lets its holder do as much, so
 * that nobody gets it by making a key of an agent for themselves. An agent marks as read, and likes, what
 * it may read.
 */
export const scopeByAgentRoute: Readonly<Record<string, string>> = {
  'GET /external/connection-check': 'connection:check',
  'GET /external/tickets': 'tickets:list',
  'GET /external/dashboard': 'tickets:list',
  'GET /external/tickets/:id': 'tickets:read',
  'PUT /external/tickets/:id': 'tickets:update',
  'POST /external/tickets/:id/close': 'tickets:update',
  'GET /external/tickets/:id/messages': 'messages:list',
  'POST /external/tickets/:id/messages': 'messages:create',
  'POST /external/tickets/:ticketId/messages/:messageId/like': 'messages:list',
  'GET /external/canned-responses': 'canned-responses:list',
  'GET /external/knowledge-base/search': 'knowledge-articles:list',
  'GET /external/profile': 'agents:read',
  'PUT /external/profile': 'agents:update',
  'POST /external/profile/webhook-secret': 'agents:update',
  'GET /external/notifications': 'notifications:list',
  'GET /external/notifications/unread-count': 'notifications:list',
  'GET /external/notifications/stream': 'notifications:list',
  'POST /external/notifications/:id/read': 'notifications:list',
  'POST /external/notifications/read-all': 'notifications:list',
}

/** All of them are needed to hand out an external key. */
export const agentKeyScopes: readonly string[] = [...new Set(Object.values(scopeByAgentRoute))]
