import type { JobQueue, JobQueueOptions } from './job-queue.ts'
import { jobOptions } from './limits.ts'
import { openLine } from './open-line.ts'

/** Never fails to open: each call says whether the server answers. */
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
