import { Unavailable } from '../kernel/unavailable.ts'
import { connectorOf, type QueueConnection } from './connector.ts'
import { errorLog } from './error-log.ts'
import type { JobQueue, JobQueueOptions } from './job-queue.ts'
import { ANSWER_LIMIT_MS, COMMAND_TIMEOUT_MS, jobOptions } from './limits.ts'
import { withinLimit } from './within.ts'

/** Connects at the first call, and anew at the next one where that failed. */
export function openJobQueue(options: JobQueueOptions): JobQueue {
  const { ask, close } = openLine(options)
  const { name } = options

  return {
    addAll: async (keys) => {
      if (keys.length === 0) return
      const jobs = keys.map((key) => ({ name, data: {}, opts: { ...jobOptions, jobId: key } }))
      await ask((queue) => queue.addBulk(jobs))
    },
    depth: async () => {
      const counts = await ask((queue) =>
        queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
      )
      return Object.values(counts).reduce((sum, count) => sum + count, 0)
    },
    [Symbol.asyncDispose]: close,
  }
}

type Handle = QueueConnection['handle']

function openLine({ backend, name, logger }: JobQueueOptions) {
  const connector = connectorOf(backend)
  const onError = errorLog(logger, `the queue ${name} was interrupted`)
  let connecting: Promise<QueueConnection> | null = null

  /** A server that says nothing does not keep a process from ending. */
  const hangUp = (connection: QueueConnection): Promise<void> =>
    withinLimit(connection.close(), COMMAND_TIMEOUT_MS).catch(onError)

  const connect = async (): Promise<QueueConnection> => {
    const connection = connector.queue(name, onError)
    connection.handle.on('error', onError)
    try {
      await withinLimit(connection.handle.waitUntilReady(), COMMAND_TIMEOUT_MS)
      return connection
    } catch (error) {
      connecting = null
      await hangUp(connection)
      throw error
    }
  }

  return {
    ask: async <Answer>(question: (handle: Handle) => Promise<Answer>): Promise<Answer> => {
      try {
        connecting ??= connect()
        const asked = connecting.then(({ handle }) => question(handle))
        return await withinLimit(asked, ANSWER_LIMIT_MS)
      } catch (error) {
        throw new Unavailable('queue', `The queue ${name} does not answer`, { cause: error })
      }
    },
    close: async () => {
      const connection = await connecting?.catch(() => null)
      if (connection) await hangUp(connection)
    },
  }
}
