import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logStart } from '@deskhive/shared/kernel/position.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import {
  isOfVersion,
  type ReadModelVersion,
  servingChannel,
  servingGroup,
} from '@deskhive/shared/projection/generations/generation.ts'
import { openRebuildDatabase } from '@deskhive/shared/projection/generations/open-rebuild-database.ts'
import type { RebuildProgress } from '@deskhive/shared/projection/generations/rebuild.ts'
import { findServing } from '@deskhive/shared/projection/generations/registry.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import {
  type RunningProjection,
  runProjection,
} from '@deskhive/shared/projection/run-projection.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { ensureGeneration } from '#projector/ensure-generation.ts'
import { projections } from '#projector/projections/projections.ts'
import { readModelVersion } from '#projector/read-model-version.ts'

type KeepingOptions = {
  readonly databaseUrl: string
  readonly database: Database
  readonly store: EventStore
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  readonly faultPoint?: FaultPoint
}

type Keeping = {
  readonly state: () => KeepingState
  readonly ended: Promise<void>
}

type KeepingState = {
  readonly health: ProjectionHealth
  /** While read models of this version are made beside others, which nobody moves on meanwhile. */
  readonly rebuilding: RebuildProgress | null
}

const notYet: ProjectionHealth = {
  state: 'starting',
  position: logStart,
  head: logStart,
  lag: 0,
  parkedStreams: 0,
  interruptedBy: null,
}

/** First sees to it that read models of this version serve, then moves them on with the log. */
export function keepReadModels(options: KeepingOptions): Keeping {
  let rebuilding: RebuildProgress | null = null
  let running: RunningProjection | null = null
  const run = async () => {
    const version = await readModelVersion()
    await makeGeneration(options, version, (progress) => {
      rebuilding = progress
    })
    rebuilding = null
    running = project(options, version)
    await running.ended
  }
  return {
    state: () => ({ health: running?.health() ?? notYet, rebuilding }),
    ended: run(),
  }
}

async function makeGeneration(
  options: KeepingOptions,
  version: ReadModelVersion,
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  const { databaseUrl: url, logger } = options
  await using database = openRebuildDatabase({ url, logger })
  await ensureGeneration({ ...options, database, projections, version, onProgress })
}

function project(options: KeepingOptions, version: ReadModelVersion): RunningProjection {
  const { database } = options
  return runProjection({
    ...options,
    name: servingGroup,
    projections,
    database: database.pool,
    notifyChannel: servingChannel,
    mayLead: async () => {
      const serving = await findServing(database)
      return serving !== null && isOfVersion(serving, version)
    },
  })
}
