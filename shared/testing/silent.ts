import { createLogger } from '../observability/logger.ts'

/** For whatever wants a logger and says nothing that a test is about. */
export const silent = createLogger({ service: 'test', level: 'silent' })
