import { once } from 'node:events'
import { configOrEnd } from '@deskhive/shared/config/config-or-end.ts'
import { watchedFaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { buildApp } from '#api/app.ts'
import { readConfig } from '#api/config.ts'
import { openDesk } from '#api/open-desk.ts'

const config = configOrEnd(process, readConfig)
const signal = abortOnSignals(process)
const logger = createLogger({ service: 'api', level: config.logLevel })

await using opened = openDesk({
  config,
  logger,
  metrics: createMetrics('api'),
  signal,
  ...watchedFaultPoint(),
})
await using app = buildApp(opened.desk)
await app.listen({ host: config.host, port: config.port })
logger.info({ addresses: app.addresses() }, 'the api listens')

if (!signal.aborted) await once(signal, 'abort')
logger.info('the api stops taking requests')
