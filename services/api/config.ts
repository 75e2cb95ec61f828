import {
  addresses,
  allowedHosts,
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
  firstApiKey,
  host,
  logLevel,
  origins,
  port,
  publicKeys,
  requestsPerMinute,
  rootsTo,
  secretsKeys,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'

export const variables = z.object({
  PORT: port().default(3000),
  HOST: host().default('127.0.0.1'),
  DATABASE_URL: databaseUrl(),
  EVENTSTORE_URL: eventStoreUrl(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  BOOTSTRAP_API_KEY: firstApiKey().optional(),
  AUDIT_PUBLIC_KEY: publicKeys().optional(),
  AUDIT_ROOTS_TO: rootsTo().optional(),
  RATE_LIMIT_PER_MINUTE: requestsPerMinute().default(600),
  CORS_ORIGINS: origins().optional(),
  TRUSTED_PROXIES: addresses().optional(),
  WEBHOOK_ALLOWED_HOSTS: allowedHosts().default([]),
  SECRETS_KEY: secretsKeys().optional(),
  LOG_LEVEL: logLevel().default('info'),
})

export type Config = ReturnType<typeof readConfig>

export function readConfig(environment: Environment) {
  const read = readEnvironment(variables, environment)
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    eventStoreUrl: read.EVENTSTORE_URL,
    eventStoreTransport: read.EVENTSTORE_TRANSPORT,
    bootstrapApiKey: read.BOOTSTRAP_API_KEY ?? null,
    /** What the log is verified against: who signs its roots, and where they are kept outside. */
    audit: { keys: read.AUDIT_PUBLIC_KEY ?? null, rootsTo: read.AUDIT_ROOTS_TO ?? null },
    /** 0: no limit. */
    requestsPerMinute: read.RATE_LIMIT_PER_MINUTE,
    /** Without any, no page of another origin may call. */
    corsOrigins: read.CORS_ORIGINS ?? [],
    /** Whose `X-Forwarded-For` is believed: nobody's without any. */
    trustedProxies: read.TRUSTED_PROXIES ?? [],
    /** Where requests that the desk makes for somebody may go. */
    reach: { allowed: read.WEBHOOK_ALLOWED_HOSTS },
    /** Null: no secret can be kept that has to be read again, so nothing that is signed with one is sent. */
    secretsKeys: read.SECRETS_KEY ?? null,
    logLevel: read.LOG_LEVEL,
  }
}
