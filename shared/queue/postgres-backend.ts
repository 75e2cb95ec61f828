import { createPostgresBackend, withBackend } from 'bullmq'
import type { Connector } from './connector.ts'
import { COMMAND_TIMEOUT_MS, eventLimit, workerTimes } from './limits.ts'

/** BullMQ's tables and functions live apart from ours; they are made when the queue is first opened. */
export const queueSchema = 'queue'

/** A worker waits on a connection of its own; these are for its short statements. */
const MAX_CONNECTIONS = 2

/**
 * BullMQ listens to no connection that it has taken out of its pool to see to its tables: one that is cut then would
 * end the process. The statement that fails tells of it.
 */
const createBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given)
  backend.connection.pool.on('connect', (client) => client.on('error', () => undefined))
  return backend
}

const { Queue, Worker } = withBackend(createBackend)

export function postgresConnector(url: string): Connector {
  const connection = {
    connectionString: url,
    schema: queueSchema,
    migrate: true,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
    statement_timeout: COMMAND_TIMEOUT_MS,
    query_timeout: 2 * COMMAND_TIMEOUT_MS, // migrating is a few statements in one
    application_name: 'deskhive-queue',
  }
  return {
    queue: (name) => {
      const queue = new Queue(name, { connection, streams: eventLimit })
      return { handle: queue, close: () => queue.close() }
    },
    worker: ({ name, process, ...limits }) => {
      const worker = new Worker(name, process, { connection, ...workerTimes, ...limits })
      return { handle: worker, close: () => worker.close(), cut: () => undefined }
    },
  }
}
