import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { JobQueue, QueueBackend } from '@deskhive/shared/queue/job-queue.ts'
import { startJobWorker } from '@deskhive/shared/queue/start-job-worker.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import type { ChannelSender } from '#notifier/channels/channel.ts'
import { deliver } from './deliver.ts'
import { CONCURRENCY } from './limits.ts'
import { deliveryOf, startRelay } from './relay.ts'

export type ChannelOptions = {
  readonly sender: ChannelSender
  readonly db: Kysely<NotifierTables>
  readonly backend: QueueBackend
  readonly queue: JobQueue
  readonly logger: Logger
  readonly onOutcome: (outcome: string) => void
  /** Names: `before-give`, `before-send`, `after-send`. */
  readonly faultPoint?: (name: string) => Promise<void> | void
}

export type RunningChannel = AsyncDisposable & { readonly wake: () => void }

/** From the rows of one channel to its receivers: relay, queue, worker. Disposing waits for what is in hand. */
export function startChannel(options: ChannelOptions): RunningChannel {
  const { sender, backend, logger } = options
  const { channel } = sender
  const stopping = new AbortController()
  const relay = startRelay({ ...options, channel, signal: stopping.signal })
  const worker = startJobWorker({
    backend,
    name: channel,
    logger,
    concurrency: CONCURRENCY,
    process: (job) => deliver(options, deliveryOf(job)),
  })

  return {
    wake: relay.wake,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all([relay.ended, worker[Symbol.asyncDispose]()])
    },
  }
}
