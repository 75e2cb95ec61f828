import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { createLogger, type Logger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { makeSecretsKey } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { startEventStoreNode } from '../../../infra/event-store-node/start-event-store-node.ts'
import { migrate } from '../../../infra/migrations/migrate.ts'
import { runProjector } from '../../projector/run-projector.ts'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Desk } from '../desk.ts'
import { openDesk } from '../open-desk.ts'
import type { App } from '../route.ts'
import { type Ask, askerOf } from './ask.ts'

const noneAllowed: Reach = { allowed: [] }
const secretsKey = makeSecretsKey()

export const firstKey = 'first-key-of-a-desk-under-test-0123456789'

export type TestDeskOptions = {
  readonly requestsPerMinute?: number
  readonly corsOrigins?: readonly string[]
  readonly trustedProxies?: readonly string[]
  readonly reach?: Reach
  readonly secretsKeys?: Config['secretsKeys']
  readonly faultPoint?: FaultPoint
  /** Where roots of the log were sent. */
  readonly rootsTo?: string
  /** Gets what the api logs, a line at a time. */
  readonly onLog?: (line: string) => void
}

export type TestApi = AsyncDisposable & {
  readonly app: App
  readonly desk: Desk
  /** Asks the API below `/api/v1` with the first key, or another one. */
  readonly ask: Ask
}

export type TestDesk = TestApi & {
  readonly databaseUrl: string
  readonly eventStoreUrl: string
  /** Another api process, as it were, on the same stores. */
  startApi(options?: TestDeskOptions): Promise<TestApi>
  stopEventStore(): Promise<void>
  /** On the same port and with the same log. */
  startEventStore(): Promise<void>
}

/**
 * The api on a real PostgreSQL, the embedded event store and a running projector, all of one test file.
 * Ready when it resolves: the first key works and ids are given out.
 */
export async function startTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-log-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const postgres = stack.use(await openTestPostgres())

  let node = await startEventStoreNode({ dir })
  stack.defer(() => node[Symbol.asyncDispose]())
  const { port, url: eventStoreUrl } = node
  const stores: Stores = {
    databaseUrl: postgres.url,
    eventStoreUrl,
    eventStoreTransport: 'lean',
  }

  await prepareDatabase(stores.databaseUrl)
  stack.use(startProjector(stores))
  const startApi = (own: TestDeskOptions = {}) => startTestApi(stores, own)
  const api = stack.use(await startApi(options))

  const open = stack.move()
  return {
    ...stores,
    ...api,
    startApi,
    stopEventStore: async () => node[Symbol.asyncDispose](),
    startEventStore: async () => {
      node = await startEventStoreNode({ dir, port })
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

type Stores = {
  readonly databaseUrl: string
  readonly eventStoreUrl: string
  readonly eventStoreTransport: 'lean'
}

const quiet = () => createLogger({ service: 'test', level: 'fatal' })

async function prepareDatabase(url: string): Promise<void> {
  await using database = openDatabase({ url, applicationName: 'test', logger: quiet() })
  await migrate(database.readModel)
}

function startProjector(stores: Stores): AsyncDisposable {
  const stop = new AbortController()
  const running = runProjector({
    config: { ...stores, audit: null, operationsPort: 0, host: '127.0.0.1', logLevel: 'fatal' },
    signal: stop.signal,
    logger: quiet(),
    metrics: createMetrics('projector'),
  })
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
    },
  }
}

async function startTestApi(stores: Stores, options: TestDeskOptions): Promise<TestApi> {
  const {
    requestsPerMinute = 0,
    corsOrigins = [],
    trustedProxies = [],
    reach = noneAllowed,
  } = options
  const { secretsKeys = [secretsKey], rootsTo = null, faultPoint, onLog } = options
  const stop = new AbortController()
  const opened = openDesk({
    config: {
      ...stores,
      port: 0,
      host: '127.0.0.1',
      bootstrapApiKey: firstKey,
      audit: { keys: null, rootsTo },
      requestsPerMinute,
      corsOrigins: [...corsOrigins],
      trustedProxies: [...trustedProxies],
      reach,
      secretsKeys,
      logLevel: 'info',
    },
    signal: stop.signal,
    logger: onLog ? loggerTo(onLog) : quiet(),
    metrics: createMetrics('api'),
    ...(faultPoint && { faultPoint }),
  })
  const app = buildApp(opened.desk)
  await app.ready()
  await untilReady(opened.desk)
  return {
    app,
    desk: opened.desk,
    ask: askerOf(app, firstKey),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await app.close()
      await opened[Symbol.asyncDispose]()
    },
  }
}

function loggerTo(write: (line: string) => void): Logger {
  return createLogger({ service: 'api' }, { write })
}

const LOOK_AGAIN_MS = 20

async function untilReady(desk: Desk): Promise<void> {
  while (!(await desk.checkReadiness()).ready) await pause(LOOK_AGAIN_MS)
}
