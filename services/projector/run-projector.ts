import { keepRoots } from '@deskhive/shared/audit/keep-roots.ts'
import { keepTail } from '@deskhive/shared/audit/keep-tail.ts'
import { sendRootsTo } from '@deskhive/shared/audit/send-roots.ts'
import { readSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import { serveOperations } from '@deskhive/shared/observability/serve-operations.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { AuditConfig, readConfig } from '#projector/config.ts'
import { keepFarPages } from '#projector/keep-far-pages.ts'
import { keepReadModels } from '#projector/keep-read-models.ts'
import { readinessOf } from '#projector/readiness.ts'

/** One for the batches, one for the lease, one for what runs beside them. */
const MAX_CONNECTIONS = 3

/** Far more than a batch of 500 takes, also one that meets a checkpoint of the database. */
const STATEMENT_TIMEOUT_MS = 30_000

type ProjectorOptions = {
  readonly config: ReturnType<typeof readConfig>
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** Only where a recovery test stops the projector between two steps. */
  readonly faultPoint?: FaultPoint
}

/** Keeps the read models until `signal` aborts, and ends when the batch in hand is committed. */
export async function runProjector(options: ProjectorOptions): Promise<void> {
  const { config, signal, logger, metrics, faultPoint } = options
  await using database = openDatabase({
    url: config.databaseUrl,
    applicationName: 'deskhive-projector',
    logger,
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  await using store = connectEventStore(config.eventStoreUrl, {
    transport: config.eventStoreTransport,
    logger,
    upcasters,
  })

  const tail = { ...store, ...keepTail(store) }
  const keeping = keepReadModels({
    databaseUrl: config.databaseUrl,
    database,
    store: tail,
    signal,
    logger,
    metrics,
    ...(faultPoint && { faultPoint }),
  })
  const isOwner = () => keeping.state().health.state === 'leading'
  const signing = signLog(config.audit, { store: tail, signal, logger, isOwner })
  const farPages = keepFarPages({ readModel: database.readModel, isOwner, signal, logger })

  await using operations = await serveOperations({
    host: config.host,
    port: config.operationsPort,
    metrics,
    checkReadiness: () => {
      const rootsInterruptedBy = signing.interruptedBy()
      return readinessOf({ ...keeping.state(), rootsInterruptedBy, store, database, signal })
    },
  })
  logger.info({ port: operations.port }, 'the projector runs')
  await Promise.all([keeping.ended, signing.ended, farPages])
  logger.info('the projector ended')
}

type Signing = {
  readonly store: EventStore
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly isOwner: () => boolean
}

/** Beside the read models only because this process has one owner already. */
function signLog(audit: AuditConfig | null, signing: Signing) {
  let trouble: string | null = null
  const onTrouble = (now: string | null) => {
    trouble = now
  }
  return {
    interruptedBy: () => trouble,
    ended: audit === null ? saySignsNothing(signing) : signWith(audit, { ...signing, onTrouble }),
  }
}

async function saySignsNothing({ logger }: Signing): Promise<void> {
  logger.warn('without AUDIT_SIGNING_KEY nothing signs the log')
}

function signWith(
  { signingKey, rootsTo, everyEvents, everyMs }: AuditConfig,
  signing: Signing & { readonly onTrouble: (trouble: string | null) => void },
): Promise<void> {
  const key = readSigningKey(signingKey)
  return keepRoots({ ...signing, key, everyEvents, everyMs, send: sendRootsTo(rootsTo) })
}
