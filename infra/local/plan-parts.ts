import type { Config, Options } from './config.ts'
import type { DataFolder } from './data-folder.ts'
import { CannotStart, type Part } from './part.ts'
import { type AuditInput, embeddedEventStore, ourServices } from './parts/our-services.ts'
import { embeddedPostgres } from './parts/postgres.ts'
import { installedRedis, isRedisInstalled } from './parts/redis.ts'
import type { Ports } from './ports.ts'
import type { Addresses } from './running-addresses.ts'

export type PlanInput = {
  readonly config: Config
  readonly folder: DataFolder
  readonly ports: Ports
  readonly firstKey: string
  readonly audit: AuditInput
  readonly secretsKeys: string
  readonly only: Options['only']
  readonly system: { readonly uid: number; readonly platform: string }
}

/** Where one of the stores is, and what to start for that: nothing for one that the user has. */
type Store = { readonly url: string; readonly part: Part | null }

/**
 * What has to be started so that nothing is missing, each part behind those it needs.
 * @throws CannotStart where that is nothing at all
 */
export async function planParts(
  input: PlanInput,
): Promise<{ parts: Part[]; addresses: Addresses }> {
  const { config, ports, firstKey, audit, secretsKeys } = input
  const database = await planDatabase(input)
  const eventStore = planEventStore(input)
  const redis = await planRedis(input)

  const addresses: Addresses = {
    DATABASE_URL: database.url,
    EVENTSTORE_URL: eventStore.url,
    ...(redis && { REDIS_URL: redis.url }),
  }
  const stores = [database.part, eventStore.part, redis?.part].filter((part) => part != null)
  const services = ourServices({ config, addresses, ports, firstKey, audit, secretsKeys })
  const parts = [...stores, ...services].filter((part) => input.only.has(part.name))
  if (parts.length === 0) {
    throw new CannotStart('There is nothing to start: all that was asked for is given by address.')
  }
  return { parts, addresses }
}

async function planDatabase({ config, folder, ports, system }: PlanInput): Promise<Store> {
  if (config.databaseUrl) return { url: config.databaseUrl, part: null }
  return embeddedPostgres({
    folder,
    port: ports.postgres,
    ownUid: system.uid,
    platform: system.platform,
    searchPath: config.searchPath,
  })
}

function planEventStore({ config, folder, ports }: PlanInput): Store {
  if (config.eventStoreUrl) return { url: config.eventStoreUrl, part: null }
  const port = ports['event-store']
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    part: embeddedEventStore(config, folder, port),
  }
}

/** @returns null where there is none: the queue is then kept in PostgreSQL */
async function planRedis({ config, folder, ports }: PlanInput): Promise<Store | null> {
  if (config.redisUrl) return { url: config.redisUrl, part: null }
  if (!(await isRedisInstalled(config.searchPath))) return null
  return installedRedis({ folder, port: ports.redis, searchPath: config.searchPath })
}
