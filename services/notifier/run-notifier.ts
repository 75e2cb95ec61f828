import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import { serveOperations } from '@deskhive/shared/observability/serve-operations.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { refusingOlderLog } from '@deskhive/shared/projection/log-is-older.ts'
import { runProjection } from '@deskhive/shared/projection/run-projection.ts'
import { startSchedules } from '@deskhive/shared/queue/start-schedules.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { notifierChannel, notifierGroup } from '@deskhive/shared/read-model/notification-tables.ts'
import type { readConfig } from '#notifier/config.ts'
import { createNews } from '#notifier/news.ts'
import { readinessOf } from '#notifier/readiness.ts'
import { autoClose } from '#notifier/schedules/auto-close.ts'
import { startOutgoing } from '#notifier/start-outgoing.ts'

/** The group's two, the relays', and those of deliveries in hand, which mostly wait for somebody else. */
const MAX_CONNECTIONS = 10

/** Far more than a batch of 500 takes, also one that meets a checkpoint of the database. */
const STATEMENT_TIMEOUT_MS = 30_000

/**
 * Under load a notification comes this much later at most, and sixteen writers at once cost a fifth less of
 * all processes' CPU: nobody waits for this group's commits, but they compete with those that are waited for.
 */
const GATHER_MS = 10

export type NotifierOptions = {
  readonly config: ReturnType<typeof readConfig>
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** Only where a recovery test stops the notifier between two steps. */
  readonly faultPoint?: FaultPoint
}

/**
 * Tells agents what concerns them until `signal` aborts; ends when the batch and the deliveries in hand
 * are done. Every copy sends; one of them, the owner of the lease, writes what is to be sent.
 */
export async function runNotifier(options: NotifierOptions): Promise<void> {
  const { config, signal, logger, metrics } = options
  const faultPoint = options.faultPoint && { faultPoint: options.faultPoint }
  await using database = openDatabase({
    url: config.databaseUrl,
    applicationName: 'deskhive-notifier',
    logger,
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  const { eventStoreTransport: transport } = config
  await using connected = connectEventStore(config.eventStoreUrl, { transport, logger, upcasters })
  const store = refusingOlderLog(connected, () => readCheckpoint(database.pool, notifierGroup))
  const news = createNews(database)
  await using outgoing = startOutgoing(options, { database, store, isNews: news.isNews })
  await using schedules = startSchedules({
    backend: config.backend,
    logger,
    schedules: [autoClose({ store, db: database.readModel, logger }), ...outgoing.schedules],
  })

  const running = runProjection({
    name: notifierGroup,
    projections: outgoing.projections,
    store,
    database: database.pool,
    signal,
    logger,
    metrics,
    gatherMs: GATHER_MS,
    notifyChannel: notifierChannel,
    mayLead: async () => {
      await news.know()
      return true
    },
    onProgress: (_position, written) => outgoing.onCommit(written),
    ...faultPoint,
  })

  const sources = { store, database, kinds: outgoing.kinds, schedules, signal }
  await using operations = await serveOperations({
    host: config.host,
    port: config.operationsPort,
    metrics,
    checkReadiness: () => readinessOf({ ...sources, health: running.health() }),
  })
  logger.info({ port: operations.port, queue: config.backend.kind }, 'the notifier runs')
  await running.ended
  logger.info('the notifier ended')
}
