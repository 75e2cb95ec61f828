import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import type { RebuildOptions } from '@deskhive/shared/projection/generations/rebuild.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { projections } from '#projector/projections/projections.ts'
import { readModelVersion } from '#projector/read-model-version.ts'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import type { ReadModels } from '#projector/testing/read-models.ts'

/** Several times what a rebuild of a test takes: one that waits for ever is told by its name, not by that of the test. */
const LONGEST_MS = 60_000

/** From the first event of this log; it stops where rows differ. */
export async function rebuildOptions(
  { database }: Pick<ReadModels, 'database'>,
  log: readonly RecordedEvent[],
  eachTwice = false,
): Promise<RebuildOptions> {
  return {
    database,
    store: logInMemory(log, { eachTwice }),
    projections,
    version: await readModelVersion(),
    signal: AbortSignal.timeout(LONGEST_MS),
    logger: silent,
    metrics: createMetrics('test'),
    from: 'new',
    onDifferences: 'stop',
  }
}
