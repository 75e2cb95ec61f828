import { Unavailable } from '../kernel/unavailable.ts'
import { errorLog } from './error-log.ts'
import type { JobQueue, JobQueueOptions } from './job-queue.ts'
import { COMMAND_TIMEOUT_MS, jobOptions } from './limits.ts'
import { connectorOf } from './open-connector.ts'
import { endsWithin } from './within.ts'

/** Connects at the first call, and anew at the next one where that failed. */
export function openJobQueue({ backend, name, logger }: JobQueueOptions): JobQueue {
  const connector = connectorOf(backend)
  const onError = errorLog(logger, `the queue ${name} was interrupted`)
  let connecting: ReturnType<typeof connect> | null = null
  let reached = false

  async function connect() {
    const connection = connector.queue(name, onError)
    connection.handle.on('error', onError)
    try {
      if (await endsWithin(connection.handle.waitUntilReady(), COMMAND_TIMEOUT_MS))
        return connection
      throw new Error('no answer in time')
    } catch (error) {
      connecting = null
      await connection.close().catch(onError)
      throw error
    }
  }

  async function ask<Answer>(
    question: (handle: Awaited<ReturnType<typeof connect>>['handle']) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      connecting ??= connect()
      const answer = await question((await connecting).handle)
      reached = true
      return answer
    } catch (error) {
      reached = false
      throw new Unavailable('queue', `The queue ${name} does not answer`, { cause: error })
    }
  }

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
    isConnected: () => reached,
    [Symbol.asyncDispose]: async () => {
      const connection = await connecting?.catch(() => null)
      await connection?.close().catch(onError)
    },
  }
}
