import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { Stack } from '@deskhive/shared/testing/stack.ts'
import type { Shared } from './measure.ts'

type Shape = {
  readonly rounds: number
  readonly secondsPerRun: number
  readonly openSeconds: number
  readonly shared: Shared
  readonly transport: string
}

/** What has to be known to compare these figures with others. */
export function describeConditions(stack: Stack, shape: Shape): Record<string, string | number> {
  return {
    when: new Date().toISOString(),
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    'load average at the end': loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    queue: stack.redisUrl ? 'Redis' : 'PostgreSQL',
    'transport to the log': shape.transport,
    'embedded parts':
      'PostgreSQL with fsync, event store with fsync; the load comes from one more process',
    rounds: `${shape.rounds} of ${shape.secondsPerRun} s, open loop ${shape.openSeconds} s`,
    'idle PostgreSQL': `${shape.shared.idleMsPerSecond.toFixed(1)} CPU-ms/s, not counted to the rival`,
  }
}
