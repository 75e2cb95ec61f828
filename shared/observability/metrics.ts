import {
  Counter,
  type CounterConfiguration,
  collectDefaultMetrics,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from '@prometheus-io/client'

/** One registry a process. Names in `snake_case` with their unit: `deskhive_api_request_seconds`. */
export type Metrics = {
  counter<L extends string>(config: CounterConfiguration<L>): Counter<L>
  gauge<L extends string>(config: GaugeConfiguration<L>): Gauge<L>
  histogram<L extends string>(config: HistogramConfiguration<L>): Histogram<L>
  /** Everything in Prometheus' text format, to be sent with `contentType`. */
  text(): Promise<string>
  readonly contentType: string
}

/** From a fast read to the bounded wait for the read models, in seconds. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Sampling the event loop every 10 ms (the library's default) wakes an idle process 100 times a second. */
const EVENT_LOOP_SAMPLE_MS = 50

/** @param service becomes the label `service` of every series */
export function createMetrics(service: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_SAMPLE_MS })

  const registers = [registry]
  return {
    counter: (config) => new Counter({ ...config, registers }),
    gauge: (config) => new Gauge({ ...config, registers }),
    histogram: (config) => new Histogram({ buckets: durationBuckets, ...config, registers }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
