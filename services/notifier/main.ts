import { configOrEnd } from '@deskhive/shared/config/config-or-end.ts'
import { watchedFaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { readConfig } from '#notifier/config.ts'
import { runNotifier } from '#notifier/run-notifier.ts'

const config = configOrEnd(process, readConfig)

await runNotifier({
  config,
  signal: abortOnSignals(process),
  logger: createLogger({ service: 'notifier', level: config.logLevel }),
  metrics: createMetrics('notifier'),
  ...watchedFaultPoint(),
})
