import {
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
  host,
  logLevel,
  port,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'

const variables = z.object({
  DATABASE_URL: databaseUrl(),
  EVENTSTORE_URL: eventStoreUrl(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  OPERATIONS_PORT: port().default(0),
  HOST: host().default('127.0.0.1'),
  LOG_LEVEL: logLevel().default('info'),
})

export function readConfig(environment: Environment) {
  const read = readEnvironment(variables, environment)
  return {
    databaseUrl: read.DATABASE_URL,
    eventStoreUrl: read.EVENTSTORE_URL,
    eventStoreTransport: read.EVENTSTORE_TRANSPORT,
    operationsPort: read.OPERATIONS_PORT,
    host: read.HOST,
    logLevel: read.LOG_LEVEL,
  }
}
