import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import pg from 'pg'
import { ascending } from './statistics.ts'

/** Sees when the read models have which position: the projector tells it at each commit. */
export type CommitWatch = AsyncDisposable & {
  /** From recorded in the log to readable, ascending, in ms (the log's clock counts whole ms). */
  lagsMs(events: readonly RecordedEvent[]): number[]
}

type Commit = { readonly position: bigint; readonly at: number }

export async function watchCommits(databaseUrl: string): Promise<CommitWatch> {
  const commits: Commit[] = []
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  client.on('notification', ({ payload = '-1' }) => {
    commits.push({ position: BigInt(payload), at: performance.timeOrigin + performance.now() })
  })
  await client.connect()
  await client.query('listen read_model_position')
  return {
    lagsMs: (events) => lagsOf(events, commits),
    [Symbol.asyncDispose]: () => client.end(),
  }
}

/** Both lists are in the order of the log. An event that no commit has reached is an error. */
export function lagsOf(
  events: readonly Pick<RecordedEvent, 'position' | 'recorded_at'>[],
  commits: readonly Commit[],
): number[] {
  let next = 0
  const lags = events.map(({ position, recorded_at }) => {
    let commit = commits[next]
    while (commit && commit.position < position) commit = commits[++next]
    if (!commit) throw new Error(`No commit of the read models has reached ${position}`)
    return Math.max(0, commit.at - Date.parse(recorded_at))
  })
  return ascending(lags)
}
