import type { Metrics } from '../observability/metrics.ts'

const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500]

export type ProjectionMetrics = ReturnType<typeof createProjectionMetrics>

/** Of all groups of a process; each series carries its group. */
export function createProjectionMetrics(metrics: Metrics, group: string) {
  const labels = { group }
  const name = (rest: string): string => `deskhive_projection_${rest}`
  const counter = (rest: string, help: string) => {
    const series = metrics.counter({ name: name(rest), help, labelNames: ['group'] })
    return { add: (count: number) => series.inc(labels, count) }
  }
  const gauge = (rest: string, help: string) => {
    const series = metrics.gauge({ name: name(rest), help, labelNames: ['group'] })
    return { set: (value: number) => series.set(labels, value) }
  }
  const batch = metrics.histogram({
    name: name('batch_events'),
    help: 'Events in one committed batch',
    labelNames: ['group'],
    buckets: batchSizes,
  })
  const duration = metrics.histogram({
    name: name('batch_seconds'),
    help: 'From taking a batch to its commit',
    labelNames: ['group'],
  })
  return {
    batch: (events: number, seconds: number) => {
      batch.observe(labels, events)
      duration.observe(labels, seconds)
    },
    applied: counter('applied_events_total', 'Events that changed rows'),
    unknown: counter('unknown_events_total', 'Events of a type that no projection knows'),
    old: counter('old_events_total', 'Events that the rows contained already'),
    parked: counter('parked_events_total', 'Events left out because their stream is parked'),
    gaps: counter('revision_gaps_total', 'Events whose stream lacks a revision in its row'),
    failures: counter('failures_total', 'Times the group had to start again from its checkpoint'),
    lag: gauge('lag', 'Distance to the head of the log in positions, 0 when caught up'),
    position: gauge('position', 'Checkpoint, as a log position'),
    leading: gauge('leading', '1 where this process holds the lease'),
    parkedStreams: gauge('parked_streams', 'Streams left out until someone looks at them'),
  }
}
