import type { Connector } from './connector.ts'
import type { QueueBackend } from './job-queue.ts'
import { postgresConnector } from './postgres-backend.ts'
import { redisConnector } from './redis-backend.ts'

export function connectorOf(backend: QueueBackend): Connector {
  return backend.kind === 'redis' ? redisConnector(backend.url) : postgresConnector(backend.url)
}
