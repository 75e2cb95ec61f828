import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { RebuildProgress } from '@deskhive/shared/projection/generations/rebuild.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'

type ReadinessSources = {
  readonly health: ProjectionHealth
  /** Told while read models are made, during which it is not ready: nothing of it can be seen yet. */
  readonly rebuilding?: RebuildProgress | null
  /** Why the log is not signed, or its roots are not sent outside; null where they are, or another does it. */
  readonly rootsInterruptedBy: string | null
  readonly store: Pick<EventStore, 'isConnected'>
  readonly database: Pick<Database, 'isReachable'>
  readonly signal: AbortSignal
}

/**
 * A standby is ready: it does its work by waiting. Parked streams, and roots that are not kept, are told, but stop
 * nobody else.
 */
export async function readinessOf(sources: ReadinessSources): Promise<Readiness> {
  const { health, rebuilding = null, rootsInterruptedBy, store, database, signal } = sources
  const isWorking = health.state === 'leading' || health.state === 'standby'
  const dependencies = {
    database: await database.isReachable(),
    event_store: store.isConnected(),
  }
  const ready = isWorking && !signal.aborted && dependencies.database && dependencies.event_store
  const degraded = health.parkedStreams > 0 || rootsInterruptedBy !== null
  return { ready, degraded, ...dependencies, ...health, rootsInterruptedBy, rebuilding }
}
