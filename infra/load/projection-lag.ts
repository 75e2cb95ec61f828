import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { ascending } from './statistics.ts'

/** Sees when the read models have which position: the projector tells it at each commit. */
export type CommitWatch = AsyncDisposable & {
  /** From recorded in the log to readable, ascending, in ms (the log's clock counts whole ms). */
  lagsMs(events: readonly Timed[]): Promise<number[]>
}

type Timed = Pick<RecordedEvent, 'position' | 'recorded_at'>

export type Commit = { readonly position: bigint; readonly at: number }

export async function watchCommits(databaseUrl: string): Promise<CommitWatch> {
  const watcher = new Worker(new URL('./commit-watcher.ts', import.meta.url), {
    workerData: databaseUrl,
  })
  await once(watcher, 'message')
  return {
    lagsMs: async (events) => {
      watcher.postMessage('what have you seen')
      const [commits] = await once(watcher, 'message')
      return lagsOf(events, commits)
    },
    [Symbol.asyncDispose]: async () => {
      await watcher.terminate()
    },
  }
}

/** Both lists are in the order of the log. An event that no commit has reached is an error. */
export function lagsOf(events: readonly Timed[], commits: readonly Commit[]): number[] {
  let next = 0
  const lags = events.map(({ position, recorded_at }) => {
    let commit = commits[next]
    while (commit && commit.position < position) commit = commits[++next]
    if (!commit) throw new Error(`No commit of the read models has reached ${position}`)
    return Math.max(0, commit.at - Date.parse(recorded_at))
  })
  return ascending(lags)
}
