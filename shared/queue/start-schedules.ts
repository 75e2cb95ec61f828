import { pause } from '../kernel/pause.ts'
import type { Logger } from '../observability/logger.ts'
import type { QueueConnection } from './connector.ts'
import { errorLog } from './error-log.ts'
import type { QueueBackend } from './job-queue.ts'
import { jobOptions, workerTimes } from './limits.ts'
import { openLine } from './open-line.ts'
import { startJobWorker } from './start-job-worker.ts'

/** Work that comes again and again, once at a time in a process. It may run late, twice or in two processes at once. */
export type Schedule = {
  readonly name: string
  readonly everyMs: number
  /** Ends early when `signal` aborts. What it throws is logged; it is tried again at its next time. */
  readonly run: (signal: AbortSignal) => Promise<void>
}

export type RunningSchedules = AsyncDisposable & {
  /** Whether the queue has had them all since the start. */
  readonly areAdded: () => boolean
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
export function startSchedules(options: SchedulesOptions): RunningSchedules {
  const { backend, logger, schedules } = options
  const stopping = new AbortController()
  const run = oneRunEach(schedules, stopping.signal)
  const worker = startJobWorker({
    backend,
    name: QUEUE,
    logger,
    concurrency: schedules.length,
    process: (_key, name) => run(name),
  })
  let areAdded = false
  const kept = keepSchedules(options, {
    signal: stopping.signal,
    onAdded: () => {
      areAdded = true
    },
  })

  return {
    areAdded: () => areAdded,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all([kept, worker[Symbol.asyncDispose]()])
    },
  }
}

/**
 * BullMQ puts the next time in line when the present one is begun. One that takes longer would run beside itself,
 * and soon have all workers: then a time is passed over.
 */
function oneRunEach(
  schedules: readonly Schedule[],
  signal: AbortSignal,
): (name: string) => Promise<void> {
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]))
  const running = new Set<string>()
  return async (name) => {
    if (running.has(name)) return
    running.add(name)
    try {
      await byName.get(name)?.run(signal)
    } finally {
      running.delete(name)
    }
  }
}

async function keepSchedules(
  { backend, logger, schedules }: SchedulesOptions,
  { signal, onAdded }: { readonly signal: AbortSignal; readonly onAdded: () => void },
): Promise<void> {
  const onError = errorLog(logger, `the queue ${QUEUE} was interrupted`)
  const line = openLine({ backend, name: QUEUE, logger })
  while (!signal.aborted) {
    try {
      await line.ask((queue) => addMissing(queue, schedules))
      onAdded()
      await pause(LOOK_AGAIN_MS, signal)
    } catch (error) {
      onError(error)
      await pause(workerTimes.runRetryDelay, signal)
    }
  }
  await line.close()
}

/**
 * One that is there keeps its time: to add it again would put it off. But where that is further away than it can be,
 * the clock was put back, and it is made anew: BullMQ would wait until the clock is there again.
 */
async function addMissing(
  queue: QueueConnection['handle'],
  schedules: readonly Schedule[],
): Promise<void> {
  for (const { name, everyMs } of schedules) {
    const present = await queue.getJobScheduler(name)
    const isTooFar = (present?.next ?? 0) > Date.now() + everyMs + CLOCKS_DIFFER_MS
    if (present?.every === everyMs && !isTooFar) continue
    if (isTooFar) await queue.removeJobScheduler(name)
    await queue.upsertJobScheduler(name, { every: everyMs }, { name, opts: jobOptions })
  }
}
