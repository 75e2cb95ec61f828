import { randomUUID } from 'node:crypto'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import {
  type AggregateStore,
  createAggregateStore,
} from '@deskhive/shared/event-store/aggregate-store.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { createStreamBeginnings } from '@deskhive/shared/event-store/stream-beginnings.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import { sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { servingChannel, servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import {
  createPositionWaiter,
  type PositionWaiter,
} from '@deskhive/shared/read-model/wait-for-position.ts'
import { createAgentPasswords } from '@deskhive/shared/read-model/write-side/agent-passwords.ts'
import { createIdBlocks } from '@deskhive/shared/read-model/write-side/id-blocks.ts'
import { createIdempotencyRows } from '@deskhive/shared/read-model/write-side/idempotency.ts'
import { createImportedTicketRows } from '@deskhive/shared/read-model/write-side/imported-tickets.ts'
import { createKeyUsage } from '@deskhive/shared/read-model/write-side/key-usage.ts'
import { createRateBudgets } from '@deskhive/shared/read-model/write-side/rate-budgets.ts'
import { createSecrets } from '@deskhive/shared/read-model/write-side/secrets.ts'
import { createSigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { WriteSideTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import { createTicketPlaces } from '@deskhive/shared/read-model/write-side/ticket-places.ts'
import { createUniqueClaims } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import { runBackground } from '#api/background.ts'
import { createCustomFieldIds } from '#api/commands/custom-fields.ts'
import { createAgentWorkloads } from '#api/commands/workloads.ts'
import type { Config } from '#api/config.ts'
import type { Desk } from '#api/desk.ts'
import { createLogEndFinder } from '#api/feed/in-log.ts'
import { createTurns } from '#api/imports/turns.ts'
import { createLogWatch } from '#api/log-watch.ts'
import { createLiveNotifications } from '#api/notifications/live-notifications.ts'
import { isStillAdmitted } from '#api/plugins/authentication.ts'
import { findKeyRows } from '#api/plugins/find-key-rows.ts'
import { createKnownKeys } from '#api/plugins/known-keys.ts'
import { readinessOf } from '#api/readiness.ts'
import { createEventStreams } from '#api/streams/event-streams.ts'

type OpenDeskOptions = {
  readonly config: Config
  readonly logger: Logger
  readonly metrics: Metrics
  /** Aborted: not ready any more, and the work in the background ends. */
  readonly signal: AbortSignal
  /** Only where a recovery test stops the api between two steps. */
  readonly faultPoint?: FaultPoint
}

type OpenedDesk = AsyncDisposable & { readonly desk: Desk }

/** Connects to nothing yet that could fail: what is down comes later, and is `Unavailable` until then. */
export function openDesk(options: OpenDeskOptions): OpenedDesk {
  const { config, logger, signal } = options
  const connected = connect(options)
  const { database, reports, log, waiter } = connected
  const isSetUp = { value: false }
  const desk: Desk = {
    ...connections(connected, config),
    liveNotifications: createLiveNotifications({
      databaseUrl: config.databaseUrl,
      database,
      logger,
    }),
    logWatch: createLogWatch({ log, database, logger }),
    streams: createEventStreams({
      isStillAdmitted: (request) => isStillAdmitted(desk, request),
      metrics: options.metrics,
    }),
    now: () => new Date().toISOString(),
    uuid: randomUUID,
    audit: config.audit,
    limits: { requestsPerMinute: config.requestsPerMinute },
    checkReadiness: () => readinessOf({ desk, isSetUp: isSetUp.value, signal }),
    logger,
    metrics: options.metrics,
  }
  const stop = new AbortController()
  const background = runBackground({
    desk,
    bootstrapApiKey: config.bootstrapApiKey,
    signal: AbortSignal.any([signal, stop.signal]),
    onSetUp: () => {
      isSetUp.value = true
    },
  })

  return {
    desk,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await background
      await waiter[Symbol.asyncDispose]()
      await log[Symbol.asyncDispose]()
      await reports[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

type Connected = {
  readonly database: Database
  readonly reports: Database
  readonly log: EventStore
  readonly aggregates: AggregateStore
  readonly waiter: PositionWaiter
}

function connect({ config, logger, faultPoint }: OpenDeskOptions): Connected {
  const { databaseUrl, eventStoreUrl, eventStoreTransport: transport } = config
  const database = openDatabase({ url: databaseUrl, applicationName: 'deskhive-api', logger })
  const reports = openReportsDatabase(databaseUrl, logger)
  const log = connectEventStore(eventStoreUrl, { transport, logger, upcasters })
  const aggregates = createAggregateStore({
    eventStore: log,
    logger,
    ...(faultPoint && { faultPoint }),
  })
  const waiter = createPositionWaiter({
    databaseUrl,
    channel: servingChannel,
    readPosition: () => readCheckpoint(database.pool, servingGroup),
    logger,
  })
  return { database, reports, log, aggregates, waiter }
}

/** Longer than making all that the hundred tickets of a call name. */
const IMPORT_WAIT_MS = 1_000

/** However many ask for reports, requests of a moment have their own connections. */
const REPORT_CONNECTIONS = 2

/** Of all the years of a large desk, as of a past moment; below the time that a handler has. */
const REPORT_TIMEOUT_MS = 20_000

function openReportsDatabase(url: string, logger: Logger): Database {
  return openDatabase({
    url,
    applicationName: 'deskhive-api-reports',
    logger,
    maxConnections: REPORT_CONNECTIONS,
    statementTimeoutMs: REPORT_TIMEOUT_MS,
  })
}

function connections(
  { database, reports, log, aggregates, waiter }: Connected,
  { requestsPerMinute: limit, corsOrigins, trustedProxies, reach, secretsKeys }: Config,
) {
  const { pool } = database
  const secrets = createSecrets(pool)
  const sealed = secretsKeys && sealedSecrets(secretsKeys)
  return {
    database,
    reports: reports.readModel,
    log,
    findLogEnd: createLogEndFinder(log),
    beginnings: createStreamBeginnings(log),
    aggregates,
    waiter,
    notifications: database.tables<NotifierTables>(),
    keyUsages: database.tables<WriteSideTables>(),
    secrets,
    claims: createUniqueClaims(pool, secrets),
    ticketPlaces: createTicketPlaces(pool),
    importedTickets: createImportedTicketRows(pool),
    importTurns: createTurns(IMPORT_WAIT_MS),
    ids: createIdBlocks(pool),
    passwords: createAgentPasswords(pool),
    idempotency: createIdempotencyRows(pool),
    keyUsage: createKeyUsage(pool),
    customFieldIds: createCustomFieldIds(database.readModel),
    reach,
    signingSecrets: sealed && {
      webhook: createSigningSecrets(pool, sealed, 'webhook'),
      agent: createSigningSecrets(pool, sealed, 'agent'),
    },
    corsOrigins: new Set(corsOrigins),
    trustedProxies,
    rateBudgets: createRateBudgets({ pool, processId: randomUUID(), limit }),
    workloads: createAgentWorkloads(log),
    keys: createKnownKeys({
      aggregates,
      isLogAnswering: () => log.isConnected(),
      findRows: (hash) => findKeyRows({ database, log, waiter }, hash),
    }),
  }
}
