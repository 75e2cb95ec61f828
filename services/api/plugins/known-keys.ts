import { timingSafeEqual } from 'node:crypto'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import { parseStreamName } from '@deskhive/shared/kernel/event.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { CallingAgent } from '#api/caller.ts'
import { aggregateNamed } from '#api/commands/aggregates.ts'
import type { Identity } from '#api/plugins/identity.ts'

/**
 * The valid API keys as far as they were asked for. The read model only tells which stream a hash belongs
 * to; that the key and its agent are valid is decided by their streams, so that a revoked key ends with
 * its event and not with the projector's next batch. While the log is away, the rows have to do, for a second.
 */
export type KnownKeys = {
  /**
   * @param hash of the raw key, SHA-256 in hex
   * @returns `null` for no valid key, `undefined` where it has to be looked up
   */
  known(hash: string): KnownCaller | null | undefined
  /** @throws Unavailable */
  lookUp(hash: string): Promise<KnownCaller | null>
  /** An event of this stream was recorded: what was known through it is forgotten. */
  forgetStream(stream: string): void
  forgetAll(): void
}

export type KnownCaller = {
  readonly identity: Extract<Identity, { refusal: null }>
  /** Milliseconds since 1970; `Infinity` for a key without an end. */
  readonly expiresAt: number
}

/** Fields of a key or an agent, from its stream or from its row. */
type Thing = { readonly id: number; readonly is_deleted: boolean; readonly fields: unknown }

type KnownKeysOptions = {
  readonly aggregates: Pick<AggregateStore, 'load'>
  readonly isLogAnswering: () => boolean
  /** From the read model: the row of the key with this hash, and of its agent. */
  readonly findRows: (hash: string) => Promise<{ key: Thing; agent: Thing | null } | null>
}

/** Some hundred bytes each. */
const MAX_KEYS = 10_000
/** How long garbage is remembered, and what could not be checked in the log: a new key works within it. */
const SHORT_MS = 1_000

const keyFields = z.object({
  name: z.string(),
  type: z.enum(['internal', 'external']),
  scopes: z.array(z.string()),
  special: z.boolean(),
  agent_id: z.number().nullable(),
  expires_at: z.string().nullable(),
  key_hash: z.string(),
})
const agentFields = z.object({
  name: z.string(),
  is_active: z.boolean(),
  departments: z.array(z.number()),
})

export function createKnownKeys(options: KnownKeysOptions): KnownKeys {
  const decide = createDecision(options)
  const lasting = new LRUCache<string, KnownCaller>({ max: MAX_KEYS })
  const brief = new LRUCache<string, { caller: KnownCaller | null }>({
    max: MAX_KEYS,
    ttl: SHORT_MS,
  })
  let generation = 0

  return {
    known: (hash) => lasting.get(hash) ?? brief.get(hash)?.caller,
    lookUp: async (hash) => {
      const asked = generation
      const { caller, isSure } = await decide(hash)
      if (asked !== generation) return caller // something changed meanwhile: right now, but not to be kept
      if (caller && isSure) lasting.set(hash, caller)
      else brief.set(hash, { caller })
      return caller
    },
    forgetStream: (stream) => {
      const { resource, id } = parseStreamName(stream) ?? { resource: '', id: 0 }
      if (resource !== 'apiKey' && resource !== 'agent') return
      generation += 1
      brief.clear()
      for (const [hash, known] of lasting) if (concerns(known, resource, id)) lasting.delete(hash)
    },
    forgetAll: () => {
      generation += 1
      brief.clear()
      lasting.clear()
    },
  }
}

type Decision = { readonly caller: KnownCaller | null; readonly isSure: boolean }

function createDecision(options: KnownKeysOptions): (hash: string) => Promise<Decision> {
  const { aggregates, findRows, isLogAnswering } = options
  const inLog = async (name: string, id: number): Promise<Thing | null> => {
    const loaded = await aggregates.load(aggregateNamed(name), id)
    return loaded && thingOf(loaded.state)
  }
  const byLog = async (hash: string, id: number): Promise<KnownCaller | null> => {
    const key = await inLog('apiKey', id)
    if (!key) return null
    const { agent_id } = keyFields.parse(key.fields)
    return callerFrom(hash, key, agent_id === null ? null : await inLog('agent', agent_id))
  }
  return async (hash) => {
    const rows = await findRows(hash)
    if (!rows) return { caller: null, isSure: false }
    try {
      // Not even tried while the log is away: each try may take its whole time limit.
      if (isLogAnswering()) return { caller: await byLog(hash, rows.key.id), isSure: true }
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
    }
    return { caller: callerFrom(hash, rows.key, rows.agent), isSure: false }
  }
}

function thingOf({ id, is_deleted, fields }: ResourceState): Thing {
  return { id, is_deleted, fields }
}

function concerns({ identity: { caller } }: KnownCaller, resource: string, id: number): boolean {
  if (resource === 'apiKey') return caller.key.id === id
  return resource === 'agent' && caller.type === 'external' && caller.agent.id === id
}

function callerFrom(hash: string, key: Thing, agent: Thing | null): KnownCaller | null {
  const fields = keyFields.parse(key.fields)
  if (key.is_deleted || !timingSafeEqual(Buffer.from(fields.key_hash), Buffer.from(hash)))
    return null

  const { name, special, scopes, type, agent_id, expires_at } = fields
  const expiresAt = expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at)
  const calling = { id: key.id, name, special, scopes, expires_at }
  const countedAs = `key ${key.id}`
  if (type === 'internal') {
    return { identity: { caller: { type, key: calling }, countedAs, refusal: null }, expiresAt }
  }
  const worker = agent?.id === agent_id ? workingAgent(agent) : null
  if (!worker) return null
  const caller = { type, key: calling, agent: worker } as const
  return { identity: { caller, countedAs, refusal: null }, expiresAt }
}

function workingAgent(agent: Thing | null): CallingAgent | null {
  if (!agent || agent.is_deleted) return null
  const { name, is_active, departments } = agentFields.parse(agent.fields)
  return is_active ? { id: agent.id, name, departments } : null
}
