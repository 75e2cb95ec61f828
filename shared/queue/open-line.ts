import { Unavailable } from '../kernel/unavailable.ts'
import { connectorOf, type QueueConnection } from './connector.ts'
import { errorLog } from './error-log.ts'
import type { JobQueueOptions } from './job-queue.ts'
import { ANSWER_LIMIT_MS, COMMAND_TIMEOUT_MS } from './limits.ts'
import { withinLimit } from './within.ts'

type Handle = QueueConnection['handle']

/** What is asked of a queue, and the connection for it. */
type QueueLine = {
  /** @throws Unavailable('queue') within seconds */
  readonly ask: <Answer>(question: (handle: Handle) => Promise<Answer>) => Promise<Answer>
  readonly close: () => Promise<void>
}

/**
 * Connects at the first question, and anew at the next one where that failed: BullMQ keeps a first connection that
 * failed as it is, though the server has come back.
 */
export function openLine({ backend, name, logger }: JobQueueOptions): QueueLine {
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
    ask: async (question) => {
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
