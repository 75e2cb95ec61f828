import { pause } from '../kernel/pause.ts'
import type { Logger } from '../observability/logger.ts'
import { connectorOf, type QueueConnection } from './connector.ts'
import { errorLog } from './error-log.ts'
import type { QueueBackend } from './job-queue.ts'
import { ANSWER_LIMIT_MS, COMMAND_TIMEOUT_MS, jobOptions } from './limits.ts'
import { startJobWorker } from './start-job-worker.ts'
import { withinLimit } from './within.ts'

/** Work that comes again and again. It may run late, twice or in two processes at once. */
export type Schedule = {
  readonly name: string
  readonly everyMs: number
  /** Ends early when `signal` aborts. What it throws is logged; it is tried again at its next time. */
  readonly run: (signal: AbortSignal) => Promise<void>
}

type SchedulesOptions = {
  readonly backend: QueueBackend
  readonly logger: Logger
  readonly schedules: readonly Schedule[]
}

/** A queue of its own, so that long work delays no delivery. */
const QUEUE = 'schedules'

/** How long a schedule may be missing after the queue has forgotten it, as a Redis that is flushed does. */
const LOOK_AGAIN_MS = 10_000

/** Clocks of two machines may differ by so much. */
const CLOCKS_DIFFER_MS = 5_000

/** BullMQ sees to it that of several processes one does what is due. Disposing waits for what is in hand. */
export function startSchedules({ backend, logger, schedules }: SchedulesOptions): AsyncDisposable {
  const stopping = new AbortController()
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]))
  const worker = startJobWorker({
    backend,
    name: QUEUE,
    logger,
    concurrency: schedules.length,
    process: async (_key, name) => byName.get(name)?.run(stopping.signal),
  })
  const kept = keepSchedules({ backend, logger, schedules }, stopping.signal)

  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all([kept, worker[Symbol.asyncDispose]()])
    },
  }
}

async function keepSchedules(options: SchedulesOptions, signal: AbortSignal): Promise<void> {
  const onError = errorLog(options.logger, `the queue ${QUEUE} was interrupted`)
  const connection = connectorOf(options.backend).queue(QUEUE, onError)
  connection.handle.on('error', onError)
  while (!signal.aborted) {
    try {
      await withinLimit(addMissing(connection, options.schedules), ANSWER_LIMIT_MS)
    } catch (error) {
      onError(error)
    }
    await pause(LOOK_AGAIN_MS, signal)
  }
  await withinLimit(connection.close(), COMMAND_TIMEOUT_MS).catch(onError)
}

/**
 * One that is there keeps its time: to add it again would put it off. But where that is further away than it can be,
 * the clock was put back, and it is made anew: BullMQ would wait until the clock is there again.
 */
async function addMissing(
  { handle }: QueueConnection,
  schedules: readonly Schedule[],
): Promise<void> {
  for (const { name, everyMs } of schedules) {
    const present = await handle.getJobScheduler(name)
    const isTooFar = (present?.next ?? 0) > Date.now() + everyMs + CLOCKS_DIFFER_MS
    if (present?.every === everyMs && !isTooFar) continue
    if (isTooFar) await handle.removeJobScheduler(name)
    await handle.upsertJobScheduler(name, { every: everyMs }, { name, opts: jobOptions })
  }
}
