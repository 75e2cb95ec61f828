import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { Stack } from '@deskhive/shared/testing/stack.ts'
import type { Options } from './config.ts'

/** What has to be known to compare these figures with others. */
export function describeConditions(
  stack: Stack,
  options: Options,
): Record<string, string | number> {
  return {
    when: new Date().toISOString(),
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    'load average at the end': loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    queue: stack.redisUrl ? 'Redis' : 'PostgreSQL',
    'transport to the log': options.transport,
    'embedded parts':
      'PostgreSQL with fsync, event store with fsync; the load comes from one more process',
    rounds: `${options.rounds} of ${options.secondsPerRun} s, open loop ${options.openSeconds} s`,
  }
}
