import { pause } from '../kernel/pause.ts'
import { connectorOf } from './connector.ts'
import { errorLog } from './error-log.ts'
import type { JobWorker, JobWorkerOptions } from './job-queue.ts'
import { COMMAND_TIMEOUT_MS, workerTimes } from './limits.ts'
import { withinLimit } from './within.ts'

/** What is in hand may take this long to end; a process has 10 s to stop, and more to do in them. */
const DRAIN_LIMIT_MS = 4_000

const SECOND_MS = 1_000

/**
 * Works on what is in line until it is disposed of. Starting never fails: it tries to connect until it
 * can, and after that BullMQ finds a server that came back.
 */
export function startJobWorker(options: JobWorkerOptions): JobWorker {
  const { name, logger } = options
  const closing = new AbortController()
  const onError = errorLog(logger, `the worker of ${name} was interrupted`)
  let worker: Connected | null = null

  const started = keepConnecting(options, { onError, signal: closing.signal }).then((connected) => {
    worker = connected
  })

  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await started
      if (worker === null) return
      await withinLimit(worker.close(), DRAIN_LIMIT_MS).catch(onError)
      worker.cut()
    },
  }
}

type Connected = Awaited<ReturnType<typeof connect>>
type Watch = { readonly onError: (error: unknown) => void; readonly signal: AbortSignal }

async function keepConnecting(options: JobWorkerOptions, watch: Watch): Promise<Connected | null> {
  while (!watch.signal.aborted) {
    try {
      return await connect(options, watch.onError)
    } catch (error) {
      watch.onError(error)
      await pause(workerTimes.runRetryDelay, watch.signal)
    }
  }
  return null
}

async function connect(options: JobWorkerOptions, onError: Watch['onError']) {
  const { backend, name, concurrency, perSecond } = options
  const limit = perSecond === undefined ? {} : { limiter: { max: perSecond, duration: SECOND_MS } }
  const connection = connectorOf(backend).worker(
    { name, concurrency, ...limit, process: ({ id = '', name: of }) => options.process(id, of) },
    onError,
  )
  connection.handle.on('error', onError)
  connection.handle.on('failed', (_job, error) => onError(error))
  try {
    await withinLimit(connection.handle.waitUntilReady(), COMMAND_TIMEOUT_MS)
  } catch (error) {
    connection.cut()
    await withinLimit(connection.close(), COMMAND_TIMEOUT_MS).catch(onError)
    throw error
  }
  connection.handle.run().catch(onError)
  return connection
}
