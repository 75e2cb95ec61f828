import { createLogger, type Logger } from '@deskhive/shared/observability/logger.ts'
import { listen } from './grpc/server.ts'
import { createHttpSide } from './services/http-side.ts'
import { createMethods } from './services/methods.ts'
import { EventLog } from './storage/event-log.ts'

export type NodeOptions = {
  /** Made if missing. One process at a time. */
  readonly dir: string
  /** 127.0.0.1 unless given. */
  readonly host?: string
  /** One that the operating system picks unless given. */
  readonly port?: number
  /** Says nothing below a warning unless given. */
  readonly logger?: Logger
}

export type EventStoreNode = AsyncDisposable & {
  readonly port: number
  /** As clients connect to it. */
  readonly url: string
}

/**
 * Opens the log and serves it until disposed; ready when it returns.
 * @throws LogInUse, UnknownLog
 */
export async function startEventStoreNode(options: NodeOptions): Promise<EventStoreNode> {
  const { dir, host = '127.0.0.1' } = options
  const logger = options.logger ?? createLogger({ service: 'event-store', level: 'warn' })
  await using stack = new AsyncDisposableStack()
  const log = stack.use(new EventLog(dir))
  logger.info({ dir, events: log.countEvents(), head: log.head }, 'event log opened')

  let port = options.port ?? 0
  const endpoint = () => ({ host, port })
  const methods = createMethods({ log, logger, endpoint })
  const http = createHttpSide(endpoint)
  const server = stack.use(await listen({ host, port, methods, http, logger }))
  port = server.port
  logger.info({ host, port }, 'event store listening')

  const open = stack.move()
  const url = `esdb://${host.includes(':') ? `[${host}]` : host}:${port}?tls=false`
  return { port, url, [Symbol.asyncDispose]: () => open.disposeAsync() }
}
