import { once } from 'node:events'
import { type Environment, EnvironmentError } from '@deskhive/shared/config/read-environment.ts'
import { createLogger, type Logger } from '@deskhive/shared/observability/logger.ts'
import { abortOnSignals, type SignalSource } from '@deskhive/shared/observability/shutdown.ts'
import { type Config, readConfig } from './config.ts'
import { startEventStoreNode } from './start-event-store-node.ts'
import { LogInUse, UnknownLog } from './storage/database.ts'

/** The real node is gone within this; the rest of the system relies on it. */
const STOP_LIMIT_MS = 3000

type Process = SignalSource & { readonly env: Environment }

/**
 * Serves until SIGTERM or SIGINT.
 * @param onListening called once when the node answers
 * @returns the exit code: 1 where it could not start, with the reason in the log
 */
export async function runEventStoreNode(
  process: Process,
  onListening: () => void,
): Promise<number> {
  const stopping = abortOnSignals(process, STOP_LIMIT_MS)
  let logger = createLogger({ service: 'event-store' })
  try {
    const config = readConfig(process.env)
    logger = createLogger({ service: 'event-store', level: config.logLevel })
    await serve(config, { stopping, logger, onListening })
    return 0
  } catch (error) {
    logger.fatal(...asReason(error))
    return 1
  }
}

async function serve(
  config: Config,
  context: { stopping: AbortSignal; logger: Logger; onListening: () => void },
): Promise<void> {
  await using _node = await startEventStoreNode({ ...config, logger: context.logger })
  context.onListening()
  if (!context.stopping.aborted) await once(context.stopping, 'abort')
  context.logger.info('event store stopping')
}

// What the person at the terminal can put right needs no stack.
function asReason(error: unknown): [object, string] {
  const isTheirs =
    error instanceof LogInUse || error instanceof UnknownLog || error instanceof EnvironmentError
  return isTheirs ? [{}, error.message] : [{ err: error }, 'event store could not start']
}
