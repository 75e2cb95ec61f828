import {
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
  host,
  logLevel,
  port,
  rootEveryEvents,
  rootEverySeconds,
  rootsTo,
  signingKey,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'

export const variables = z.object({
  DATABASE_URL: databaseUrl(),
  EVENTSTORE_URL: eventStoreUrl(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  AUDIT_SIGNING_KEY: signingKey().optional(),
  AUDIT_ROOTS_TO: rootsTo().optional(),
  AUDIT_ROOT_EVERY_EVENTS: rootEveryEvents().default(1_000),
  AUDIT_ROOT_EVERY_SECONDS: rootEverySeconds().default(60),
  OPERATIONS_PORT: port().default(0),
  HOST: host().default('127.0.0.1'),
  LOG_LEVEL: logLevel().default('info'),
})

export type AuditConfig = {
  readonly signingKey: string
  readonly rootsTo: string | null
  readonly everyEvents: number
  readonly everyMs: number
}

export function readConfig(environment: Environment) {
  const read = readEnvironment(variables, environment)
  return {
    databaseUrl: read.DATABASE_URL,
    eventStoreUrl: read.EVENTSTORE_URL,
    eventStoreTransport: read.EVENTSTORE_TRANSPORT,
    /** Null: nothing signs the log. */
    audit: auditOf(read),
    operationsPort: read.OPERATIONS_PORT,
    host: read.HOST,
    logLevel: read.LOG_LEVEL,
  }
}

function auditOf(read: z.output<typeof variables>): AuditConfig | null {
  if (read.AUDIT_SIGNING_KEY === undefined) return null
  return {
    signingKey: read.AUDIT_SIGNING_KEY,
    rootsTo: read.AUDIT_ROOTS_TO ?? null,
    everyEvents: read.AUDIT_ROOT_EVERY_EVENTS,
    everyMs: read.AUDIT_ROOT_EVERY_SECONDS * 1000,
  }
}
