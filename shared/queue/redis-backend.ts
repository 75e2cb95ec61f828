import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Connector } from './connector.ts'
import { COMMAND_TIMEOUT_MS, eventLimit, workerTimes } from './limits.ts'

/** Before every key, so that the server can be shared with other programs. */
const PREFIX = 'deskhive'

/** BullMQ's own strategy grows to 20 s, twice of what a delivery may be late after an outage. */
const RECONNECT_PAUSE_LIMIT_MS = 1_000

/** BullMQ reconnects by itself; the connections are ours, so that giving up is ours too. */
export function redisConnector(url: string): Connector {
  return {
    queue: (name, onError) => {
      // Without a queue of commands a server that is gone is an error at once, not a wait without end.
      const redis = connect(url, { enableOfflineQueue: false, commandTimeout: COMMAND_TIMEOUT_MS })
      redis.on('error', onError)
      const queue = new Queue(name, { connection: redis, prefix: PREFIX, streams: eventLimit })
      return {
        handle: queue,
        close: async () => {
          redis.disconnect()
          await queue.close()
        },
      }
    },
    worker: ({ name, process, ...limits }, onError) => {
      const redis = connect(url, {})
      redis.on('error', onError)
      const connection = { connection: redis, prefix: PREFIX }
      const worker = new Worker(name, process, { ...connection, ...workerTimes, ...limits })
      return { handle: worker, close: () => worker.close(), cut: () => redis.disconnect() }
    },
  }
}

function connect(url: string, options: { enableOfflineQueue?: boolean; commandTimeout?: number }) {
  return new Redis(url, {
    ...options,
    maxRetriesPerRequest: null, // BullMQ refuses anything else
    retryStrategy: (tries) => Math.min(tries * 100, RECONNECT_PAUSE_LIMIT_MS),
  })
}
