import type { Logger } from '../observability/logger.ts'

/**
 * A queue of keys. It may forget what it holds (a flush, a failover), hand one key to two workers or hold
 * on to one whose worker died: what has to be done, and whether it was, is known elsewhere by the key.
 */
export type JobQueue = AsyncDisposable & {
  /**
   * Puts keys in line, all at once. One that is in line or being worked on already stays what it is.
   * @param keys visible text without `:`, and no plain numbers
   * @throws Unavailable('queue') within seconds, and then any part of them may be in line
   */
  addAll(keys: readonly string[]): Promise<void>
  /** How many are in line or being worked on. @throws Unavailable('queue') */
  depth(): Promise<number>
}

/** Disposing ends when the jobs in hand are done, or 4 s later. */
export type JobWorker = AsyncDisposable

/** Where the keys wait. `redis` is given `REDIS_URL`; without it they wait in a schema of Postgres. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string }

export function chooseBackend(urls: {
  readonly redisUrl?: string | undefined
  readonly databaseUrl: string
}): QueueBackend {
  return urls.redisUrl === undefined
    ? { kind: 'postgres', url: urls.databaseUrl }
    : { kind: 'redis', url: urls.redisUrl }
}

export type JobQueueOptions = {
  readonly backend: QueueBackend
  /** One queue for each kind of work, so that a slow kind delays no other. Without `:`. */
  readonly name: string
  readonly logger: Logger
}

export type JobWorkerOptions = JobQueueOptions & {
  /** How many keys are worked on at once. */
  readonly concurrency: number
  /** How many are begun in a second at most, by all workers of the queue together; any number unless given. */
  readonly perSecond?: number
  /** `name` is the schedule's, where the key is one of its times. What it throws is logged and forgotten here: the key leaves the queue either way. */
  readonly process: (key: string, name: string) => Promise<void>
}
