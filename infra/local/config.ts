import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  addresses,
  allowedHosts,
  anyText,
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
  firstApiKey,
  host,
  intUpTo,
  logLevel,
  mailSender,
  origins,
  port,
  publicKeys,
  redisUrl,
  requestsPerMinute,
  rootEveryEvents,
  rootEverySeconds,
  rootsTo,
  secretsKeys,
  signingKey,
  smtpUrl,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { z } from 'zod'
import { CannotStart, type PartName, partNames } from './part.ts'

export type Config = ReturnType<typeof readConfig>

/** Longer would be an outage of our own making. */
const LONGEST_RESTART_PAUSE_MS = 60_000

/** What waits for a part that died again and again is promised within 10 s: this, a start, and what its leases take. */
const DEFAULT_RESTART_PAUSE_MS = 2_000

/** Only the services use these; here they are refused before anything starts. */
const readByServices = {
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  RATE_LIMIT_PER_MINUTE: requestsPerMinute().optional(),
  CORS_ORIGINS: origins().optional(),
  TRUSTED_PROXIES: addresses().optional(),
  SMTP_URL: smtpUrl().optional(),
  MAIL_FROM: mailSender().optional(),
  WEBHOOK_ALLOWED_HOSTS: allowedHosts().optional(),
  LOG_LEVEL: logLevel().optional(),
  AUDIT_ROOT_EVERY_EVENTS: rootEveryEvents().optional(),
  AUDIT_ROOT_EVERY_SECONDS: rootEverySeconds().optional(),
}

const variables = z.object({
  ...readByServices,
  PORT: port().default(3000),
  HOST: host().default('127.0.0.1'),
  DATA_DIR: anyText('a folder').default('.data'),
  BOOTSTRAP_API_KEY: firstApiKey().optional(),
  DATABASE_URL: databaseUrl().optional(),
  EVENTSTORE_URL: eventStoreUrl().optional(),
  REDIS_URL: redisUrl().optional(),
  AUDIT_SIGNING_KEY: signingKey().optional(),
  AUDIT_PUBLIC_KEY: publicKeys().optional(),
  SECRETS_KEY: secretsKeys().optional(),
  AUDIT_ROOTS_TO: rootsTo().optional(),
  RESTART_PAUSE_LIMIT_MS: intUpTo(LONGEST_RESTART_PAUSE_MS).default(DEFAULT_RESTART_PAUSE_MS),
  PATH: anyText('a list of folders').default(''),
  npm_lifecycle_event: anyText('the name of an npm script').optional(),
})

export function readConfig(environment: Environment, execPath: string) {
  const read = readEnvironment(variables, environment)
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: resolve(read.DATA_DIR),
    firstKey: read.BOOTSTRAP_API_KEY,
    databaseUrl: read.DATABASE_URL,
    eventStoreUrl: read.EVENTSTORE_URL,
    redisUrl: read.REDIS_URL,
    auditSigningKey: read.AUDIT_SIGNING_KEY,
    auditPublicKeys: read.AUDIT_PUBLIC_KEY && [...read.AUDIT_PUBLIC_KEY].join(','),
    secretsKeys: read.SECRETS_KEY?.join(','),
    auditRootsTo: read.AUDIT_ROOTS_TO,
    restartPauseLimitMs: read.RESTART_PAUSE_LIMIT_MS,
    searchPath: read.PATH,
    nodeProgram: execPath,
    isStartedByNpm: read.npm_lifecycle_event !== undefined,
    /** Handed on to our own services, which read what is theirs of it. */
    environment,
  }
}

export const usage = `npm start [-- options]

Starts what is missing (PostgreSQL, event store, Redis), then the services, and keeps them running.
Ctrl-C stops all of it; what it knows stays in DATA_DIR.

  --watch        restart the services when a source file changes (npm run dev)
  --only NAMES   start only these parts, separated by commas: ${partNames.join(', ')}
  --help         show this

PORT (3000; 0 picks one), HOST (127.0.0.1), DATA_DIR (./.data), BOOTSTRAP_API_KEY, and to use your
own instead of what is built in: DATABASE_URL, EVENTSTORE_URL, REDIS_URL.`

export type Options = {
  readonly help: boolean
  readonly watch: boolean
  readonly only: ReadonlySet<PartName>
}

/** @throws CannotStart for an option or a part that does not exist */
export function readOptions(args: readonly string[]): Options {
  const { help, watch, only } = parseOptions(args)
  const wanted = only === undefined ? partNames : only.split(',')
  const unknown = wanted.filter((name) => !isPartName(name))
  if (unknown.length > 0) {
    throw new CannotStart(`--only knows no ${unknown.join(', ')}; it knows ${partNames.join(', ')}`)
  }
  return { help, watch, only: new Set(wanted.filter(isPartName)) }
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        only: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new CannotStart(`${messageOf(error)}\n\n${usage}`)
  }
}

function isPartName(name: string): name is PartName {
  return partNames.some((known) => known === name)
}
