import { once } from 'node:events'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { readConfig } from './config.ts'
import { startEventStoreNode } from './start-event-store-node.ts'

/** The real node is gone within this; the rest of the system relies on it. */
const STOP_LIMIT_MS = 3000

const config = readConfig(process.env)
const logger = createLogger({ service: 'event-store', level: config.logLevel })
const stopping = abortOnSignals(process, STOP_LIMIT_MS)

await using _node = await startEventStoreNode({ ...config, logger })
await once(stopping, 'abort')
logger.info('event store stopping')
