import type { Metrics } from '../observability/metrics.ts'

const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500]

export type ProjectionMetrics = ReturnType<typeof createProjectionMetrics>

/** Of one group of a process, which may begin again: each series carries its group. */
export function createProjectionMetrics(metrics: Metrics, group: string) {
  const labels = { group }
  const of = familiesOf(metrics)
  const counter = (series: Families['applied']) => ({
    add: (count: number) => series.inc(labels, count),
  })
  const gauge = (series: Families['lag']) => ({
    set: (value: number) => series.set(labels, value),
  })
  return {
    batch: (events: number, seconds: number) => {
      of.batch.observe(labels, events)
      of.duration.observe(labels, seconds)
    },
    applied: counter(of.applied),
    unknown: counter(of.unknown),
    old: counter(of.old),
    parked: counter(of.parked),
    gaps: counter(of.gaps),
    failures: counter(of.failures),
    lag: gauge(of.lag),
    position: gauge(of.position),
    leading: gauge(of.leading),
    parkedStreams: gauge(of.parkedStreams),
  }
}

type Families = ReturnType<typeof makeFamilies>

const made = new WeakMap<Metrics, Families>()

/** A registry takes each name once, and a process has several groups, or one that begins again. */
function familiesOf(metrics: Metrics): Families {
  const families = made.get(metrics) ?? makeFamilies(metrics)
  made.set(metrics, families)
  return families
}

function makeFamilies(metrics: Metrics) {
  const config = (name: string, help: string) => ({
    name: `deskhive_projection_${name}`,
    help,
    labelNames: ['group'],
  })
  const counter = (name: string, help: string) => metrics.counter(config(name, help))
  const gauge = (name: string, help: string) => metrics.gauge(config(name, help))
  return {
    batch: metrics.histogram({
      ...config('batch_events', 'Events in one committed batch'),
      buckets: batchSizes,
    }),
    duration: metrics.histogram(config('batch_seconds', 'From taking a batch to its commit')),
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
