import {
  allowedHosts,
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
  host,
  logLevel,
  mailSender,
  port,
  redisUrl,
  secretsKeys,
  smtpUrl,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { chooseBackend } from '@deskhive/shared/queue/job-queue.ts'
import { z } from 'zod'

export const variables = z.object({
  DATABASE_URL: databaseUrl(),
  EVENTSTORE_URL: eventStoreUrl(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  REDIS_URL: redisUrl().optional(),
  SMTP_URL: smtpUrl().optional(),
  MAIL_FROM: mailSender().default('DeskHive <no-reply@localhost>'),
  WEBHOOK_ALLOWED_HOSTS: allowedHosts().default([]),
  SECRETS_KEY: secretsKeys().optional(),
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
    backend: chooseBackend({ redisUrl: read.REDIS_URL, databaseUrl: read.DATABASE_URL }),
    /** Without it nothing is sent by email, whatever agents ask for. */
    email: read.SMTP_URL === undefined ? null : { url: read.SMTP_URL, from: read.MAIL_FROM },
    /** Where what agents and admins asked for may be sent. */
    reach: { allowed: read.WEBHOOK_ALLOWED_HOSTS },
    /** Null: nothing can be signed, and so nothing that has to be is sent. */
    secretsKeys: read.SECRETS_KEY ?? null,
    operationsPort: read.OPERATIONS_PORT,
    host: read.HOST,
    logLevel: read.LOG_LEVEL,
  }
}
