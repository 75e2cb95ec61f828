import { configOrEnd } from '@deskhive/shared/config/config-or-end.ts'
import { watchedFaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { readConfig } from '#projector/config.ts'
import { runProjector } from '#projector/run-projector.ts'

const config = configOrEnd(process, readConfig)

await runProjector({
  config,
  signal: abortOnSignals(process),
  logger: createLogger({ service: 'projector', level: config.logLevel }),
  metrics: createMetrics('projector'),
  ...watchedFaultPoint(),
})
