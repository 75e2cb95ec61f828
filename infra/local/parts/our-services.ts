import { join } from 'node:path'
import { readSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import type { Config } from '#local/config.ts'
import type { DataFolder } from '#local/data-folder.ts'
import type { Command, Part } from '#local/part.ts'
import type { Ports } from '#local/ports.ts'
import { acceptsTcp, answersHttp } from '#local/probes.ts'
import type { Addresses } from '#local/running-addresses.ts'

const repository = join(import.meta.dirname, '..', '..', '..')
const lifeLine = import.meta.resolve('#local/life-line.ts')

/** Under the 10 s that the whole may take, with the rest left to the stores that stop after the services. */
const SERVICE_STOP_MS = 6000
const STORE_STOP_MS = 2500

/** The event store's garbage dies young: after 40,000 appends it then holds 111 MB instead of 143, as fast. */
const SMALL_NURSERY = '--max-semi-space-size=4'
/** Not grown to from 1 MiB, which copies much that is about to die; see docs/decisions/0007-local-supervisor.md. */
const FULL_NURSERY = '--min-semi-space-size=16'

export type ServicesInput = {
  readonly config: Config
  readonly addresses: Addresses
  readonly ports: Ports
  readonly firstKey: string
  readonly audit: AuditInput
  /** For those that seal and open, and nobody else. */
  readonly secretsKeys: string
}

export type AuditInput = {
  /** Of whoever signs; the API gets the public half of it. */
  readonly signingKey: string
  /** A path, or an http(s) URL. */
  readonly rootsTo: string
}

export function embeddedEventStore(config: Config, folder: DataFolder, port: number): Part {
  const environment = {
    ...withoutOurs(config.environment),
    EVENT_STORE_DIR: folder.eventStore,
    EVENT_STORE_HOST: '127.0.0.1',
    EVENT_STORE_PORT: String(port),
  }
  return {
    name: 'event-store',
    after: [],
    stopSignal: 'SIGTERM',
    stopWithinMs: STORE_STOP_MS,
    sources: ['infra/event-store-node'],
    prepare: () => node(config, 'infra/event-store-node/main.ts', environment, [SMALL_NURSERY]),
    isReady: (signal) => acceptsTcp(port, signal),
  }
}

export function ourServices(input: ServicesInput): Part[] {
  const stores = ['postgres', 'event-store', 'redis'] as const
  return [
    {
      name: 'migrations',
      after: ['postgres'],
      stopSignal: 'SIGTERM',
      stopWithinMs: SERVICE_STOP_MS,
      sources: ['infra/migrations'],
      prepare: () => node(input.config, 'infra/migrations/main.ts', environmentOf(input, {})),
      isReady: 'when it ended well',
    },
    worker(input, 'projector', [...stores, 'migrations'], {
      AUDIT_SIGNING_KEY: input.audit.signingKey,
      AUDIT_ROOTS_TO: input.audit.rootsTo,
    }),
    worker(input, 'notifier', [...stores, 'migrations'], { SECRETS_KEY: input.secretsKeys }),
    api(input, [...stores, 'migrations']),
  ]
}

function worker(
  input: ServicesInput,
  name: 'projector' | 'notifier',
  after: Part['after'],
  own: Command['environment'],
): Part {
  const port = input.ports[name]
  const operations = { OPERATIONS_PORT: String(port), HOST: '127.0.0.1' }
  const environment = environmentOf(input, { ...operations, ...own })
  return {
    name,
    after,
    stopSignal: 'SIGTERM',
    stopWithinMs: SERVICE_STOP_MS,
    sources: ['shared', `services/${name}`],
    prepare: () => node(input.config, `services/${name}/main.ts`, environment, [FULL_NURSERY]),
    // Alive, not ready: one that catches up with a long log is at work, and the API says how far it is.
    isReady: (signal) => answersHttp(`http://127.0.0.1:${port}/health/live`, signal),
  }
}

function api(input: ServicesInput, after: Part['after']): Part {
  const environment = environmentOf(input, {
    HOST: input.config.host,
    PORT: String(input.ports.api),
    BOOTSTRAP_API_KEY: input.firstKey,
    SECRETS_KEY: input.secretsKeys,
    AUDIT_PUBLIC_KEY: publicKeysOf(input),
    AUDIT_ROOTS_TO: input.audit.rootsTo,
  })
  const health = `${apiUrl(input.config.host, input.ports.api)}/api/v1/health/ready`
  return {
    name: 'api',
    after,
    stopSignal: 'SIGTERM',
    stopWithinMs: SERVICE_STOP_MS,
    sources: ['shared', 'services/api'],
    prepare: () => node(input.config, 'services/api/main.ts', environment, [FULL_NURSERY]),
    isReady: (signal) => answersHttp(health, signal),
  }
}

/** Of this desk, and of others that sign the same log or did so before. */
function publicKeysOf({ audit, config }: ServicesInput): string {
  const own = readSigningKey(audit.signingKey).publicKey
  return config.auditPublicKeys === undefined ? own : `${own},${config.auditPublicKeys}`
}

/** Where a person on this machine reaches what listens on `host`. */
export function apiUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

async function node(
  config: Config,
  script: string,
  environment: Command['environment'],
  flags: readonly string[] = [],
): Promise<Command> {
  return {
    program: config.nodeProgram,
    args: [...flags, '--import', lifeLine, join(repository, script)],
    // Compiled once for all starts: a service is back in little more than half the processor time.
    environment: { NODE_COMPILE_CACHE: join(config.dataDir, 'compile-cache'), ...environment },
    cwd: repository,
  }
}

function environmentOf(input: ServicesInput, own: Command['environment']): Command['environment'] {
  return { ...withoutOurs(input.config.environment), ...input.addresses, ...own }
}

// What is the supervisor's to say, or secret and not for everyone.
const notHandedOn = new Set([
  'AUDIT_SIGNING_KEY',
  'BOOTSTRAP_API_KEY',
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'REDIS_URL',
  'SECRETS_KEY',
  'PORT',
  'HOST',
])

function withoutOurs(environment: Config['environment']): Command['environment'] {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !notHandedOn.has(name)))
}
