import type { QueueBackend } from './job-queue.ts'
import { postgresConnector } from './postgres-backend.ts'
import { redisConnector } from './redis-backend.ts'

/** What this room uses of BullMQ, the same over both of its backends. */
export type Connector = {
  queue(name: string, onError: (error: Error) => void): QueueConnection
  worker(
    options: {
      readonly name: string
      readonly concurrency: number
      /** So many in so many milliseconds, whoever works on them. */
      readonly limiter?: { readonly max: number; readonly duration: number }
      readonly process: (job: { id?: string | undefined; name: string }) => Promise<void>
    },
    onError: (error: Error) => void,
  ): WorkerConnection
}

export function connectorOf(backend: QueueBackend): Connector {
  return backend.kind === 'redis' ? redisConnector(backend.url) : postgresConnector(backend.url)
}

export type QueueConnection = {
  readonly handle: Handle & {
    addBulk(jobs: { name: string; data: object; opts: object }[]): Promise<unknown>
    getJobScheduler(id: string): Promise<{ every?: number; next?: number } | undefined>
    removeJobScheduler(id: string): Promise<unknown>
    upsertJobScheduler(
      id: string,
      repeat: { every: number },
      template: { name: string; opts: object },
    ): Promise<unknown>
    getJobCounts(...states: JobState[]): Promise<{ [state: string]: number }>
  }
  close(): Promise<void>
}

type WorkerConnection = {
  readonly handle: Handle & {
    run(): Promise<void>
    on(event: 'failed', listener: OnFailed): unknown
  }
  /** Waits for the jobs in hand. */
  close(): Promise<void>
  /** Ends waits on a server that does not answer. */
  cut(): void
}

type JobState = 'waiting' | 'active' | 'delayed' | 'prioritized'
type OnFailed = (job: { id?: string | undefined } | undefined, error: Error) => void
type Handle = {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
}
