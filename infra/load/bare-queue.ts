import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq'
import { ascending, WARM_UP } from './statistics.ts'

const NAME = 'bare'

/** On the same server as the system's own queue, with BullMQ's own settings. */
export type BareQueueServer = {
  readonly redisUrl: string | undefined
  readonly databaseUrl: string
}

/** From `add` to the start of the job, one after another, after `WARM_UP` that do not count; ascending, in ms. */
export async function measureBareQueue(server: BareQueueServer, count: number): Promise<number[]> {
  const started = new Map<string, () => void>()
  const { queue, worker } = openBareQueue(server, async (name) => started.get(name)?.())
  await worker.waitUntilReady()
  await queue.waitUntilReady()
  const delays: number[] = []
  for (let n = 0; n < WARM_UP + count; n += 1) {
    const name = `job-${n}`
    const begun = new Promise<void>((resolve) => started.set(name, resolve))
    const addedAt = performance.now()
    await queue.add(name, {}, { removeOnComplete: true })
    await begun
    delays.push(performance.now() - addedAt)
  }
  await worker.close()
  await queue.obliterate({ force: true })
  await queue.close()
  return ascending(delays.slice(WARM_UP))
}

export function openBareQueue(
  { redisUrl, databaseUrl }: BareQueueServer,
  work: (name: string) => Promise<void>,
  options: { readonly concurrency?: number } = {},
) {
  const process = (job: { name: string }) => work(job.name)
  if (redisUrl !== undefined) {
    const connection = { url: redisUrl, maxRetriesPerRequest: null }
    return {
      queue: new Queue(NAME, { connection, prefix: 'bench' }),
      worker: new Worker(NAME, process, { connection, prefix: 'bench', ...options }),
    }
  }
  const onPostgres = withBackend(createPostgresBackend)
  const connection = { connectionString: databaseUrl, schema: 'bench_queue', migrate: true }
  return {
    queue: new onPostgres.Queue(NAME, { connection }),
    worker: new onPostgres.Worker(NAME, process, { connection, ...options }),
  }
}
