import { createResource } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type {
  FieldValues,
  ResourceDefinition,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { StreamExists } from '@deskhive/shared/event-store/stream-exists.ts'
import { importCommand, parseStreamName, streamName } from '@deskhive/shared/kernel/event.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { findIdsByName } from '@deskhive/shared/read-model/queries/ids-by-name.ts'
import { type Asker, foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#api/commands/actor.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { executeBeside } from '#api/commands/execute.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'

/** How one kind of thing that imported tickets name is known again. */
export type Kind = {
  readonly definition: ResourceDefinition
  /** `email` or `name`. */
  readonly field: string
  /** Of the claims on its values; an `email` shares it with everybody who creates such a person. */
  readonly scope: string
}

/** What it is made with where it is missing, and the earliest time at which a ticket names it. */
export type Need = { readonly fields: FieldValues; readonly since: string }

/** By the value that it is known by, as it is compared. */
export type Found = ReadonlyMap<string, ResourceState>

/**
 * The token of every claim that an import holds. It is the same for all, so that an import takes over what
 * another one, or one that died, was just making: with its id, which the log lets only one of them use.
 */
const IMPORT_TOKEN = '6f0d3c1e-0b5a-4d0e-8a43-6d0c6c9a9f11'
/** Enough to fill the log's commits; more would only wait. */
const MADE_AT_ONCE = 25
/** Each makes two queries, and the pool has ten connections for everybody. */
const CONTESTED_AT_ONCE = 6
const LOOK_AGAIN_MS = 40
/** Somebody else who is just writing the same is done by then, or dead. */
const LONGEST_WAIT_MS = 2_000

/** What is there of these already. */
export async function findExisting(
  desk: Desk,
  kind: Kind,
  values: readonly string[],
): Promise<Found> {
  return (await lookUp(desk, kind, values)).found
}

type LookedUp = { readonly found: Found; readonly askers: ReadonlyMap<string, Asker> }

async function lookUp(desk: Desk, kind: Kind, values: readonly string[]): Promise<LookedUp> {
  const found = new Map<string, ResourceState>()
  if (values.length === 0) return { found, askers: new Map() }
  const askers = await desk.claims.find(kind.scope, values)
  await inParallel([...askers], MADE_AT_ONCE, async ([value, asker]) => {
    const state = await holderOf(desk, kind, { asker, value })
    if (state !== null) found.set(value, state)
  })
  if (kind.definition.unique.includes(kind.field)) return { found, askers }
  return { found: await findByName(desk, kind, { values, found }), askers }
}

/** A name is nobody's alone: of several who are called so, the first is meant. */
async function findByName(
  desk: Desk,
  { definition }: Kind,
  { values, found }: { values: readonly string[]; found: Map<string, ResourceState> },
): Promise<Found> {
  const missing = values.map(foldValue).filter((value) => !found.has(value))
  if (missing.length === 0) return found
  const ids = await findIdsByName(desk.database.readModel, definition, foldValue)
  for (const value of missing) {
    const id = ids.get(value)
    const state = id === undefined ? null : await findLiving(desk, definition.name, id)
    if (state !== null) found.set(value, state)
  }
  return found
}

/** All of these, those that are missing made by this request. */
export async function findOrMake(
  desk: Desk,
  request: FastifyRequest,
  { kind, needs }: { readonly kind: Kind; readonly needs: ReadonlyMap<string, Need> },
): Promise<Found> {
  const { found, askers } = await lookUp(desk, kind, [...needs.keys()])
  const made = new Map<string, ResourceState>()
  const missing = [...needs].filter(([value]) => !found.has(value))
  const unheardOf = new Map(missing.filter(([value]) => !askers.has(value)))
  for (const [value, state] of await makeNew(desk, request, { kind, needs: unheardOf })) {
    made.set(value, state)
  }
  const contested = missing.filter(([value]) => !made.has(value))
  await inParallel(contested, CONTESTED_AT_ONCE, async ([value, need]) => {
    made.set(value, await make(desk, request, { kind, value, need, asker: askers.get(value) }))
  })
  return new Map([...found, ...made])
}

type Needed = { readonly kind: Kind; readonly needs: ReadonlyMap<string, Need> }

/** Nearly all of a fresh desk: claimed together, for a claim by itself costs the database a commit. */
async function makeNew(desk: Desk, request: FastifyRequest, { kind, needs }: Needed) {
  const claims = await inParallel([...needs.keys()], MADE_AT_ONCE, async (value) => ({
    scope: kind.scope,
    value,
    owner: await newOwner(desk, kind),
    token: IMPORT_TOKEN,
  }))
  const held = await desk.claims.holdNew(claims)
  const made = await inParallel(held, MADE_AT_ONCE, async ({ value, owner }) => {
    const need = needs.get(value)
    const state = need === undefined ? null : await create(desk, request, { kind, owner, need })
    return state === null ? [] : [[value, state] as const]
  })
  await desk.claims.confirmAll(held)
  return made.flat()
}

type Wanted = {
  readonly kind: Kind
  readonly value: string
  readonly need: Need
  /** Who asked for it last, without having it yet. */
  readonly asker: Asker | undefined
}

async function make(desk: Desk, request: FastifyRequest, wanted: Wanted): Promise<ResourceState> {
  const { kind, value, need } = wanted
  const giveUpAt = performance.now() + LONGEST_WAIT_MS
  let { asker } = wanted
  for (;;) {
    const owner = (await takeOver(desk, kind, asker)) ?? (await newOwner(desk, kind))
    const claim = { scope: kind.scope, value, owner, token: IMPORT_TOKEN }
    const hasValue = async (other: string) =>
      (await holderOf(desk, kind, { asker: { owner: other, token: '' }, value })) !== null
    if (await desk.claims.hold(claim, hasValue)) {
      const made = await create(desk, request, { kind, owner, need })
      await desk.claims.confirm(claim)
      if (made !== null) return made
    }
    if (performance.now() > giveUpAt) {
      throw new Unavailable('database', `Somebody else is creating ${kind.field} ${value}`)
    }
    await pause(LOOK_AGAIN_MS)
    const again = await lookUp(desk, kind, [value])
    const holder = again.found.get(value)
    if (holder !== undefined) return holder
    asker = again.askers.get(value)
  }
}

/** @returns the stream that another import has claimed the value for and not written yet */
async function takeOver(desk: Desk, kind: Kind, asker: Asker | undefined): Promise<string | null> {
  if (asker?.token !== IMPORT_TOKEN) return null
  const id = parseStreamName(asker.owner)?.id
  if (id === undefined) return null
  const loaded = await desk.aggregates.load(aggregateOf(kind.definition), id)
  return loaded === null ? asker.owner : null
}

async function newOwner(desk: Desk, { definition }: Kind): Promise<string> {
  return streamName(definition.name, await desk.ids.next(definition.name))
}

type Making = { readonly kind: Kind; readonly owner: string; readonly need: Need }

/** @returns `null` where another import was faster with the same id */
async function create(
  desk: Desk,
  request: FastifyRequest,
  { kind, owner, need }: Making,
): Promise<ResourceState | null> {
  const { definition } = kind
  const happened = { actor: actorOf(request.caller), occurred_at: need.since }
  try {
    const { state } = await executeBeside(desk, request, {
      type: importCommand,
      aggregate: aggregateOf(definition),
      id: parseStreamName(owner)?.id ?? 0,
      create: true,
      decide: () =>
        createResource(definition, need.fields).map((created) => ({ ...created, happened })),
    })
    return state
  } catch (error) {
    if (error instanceof StreamExists) return null
    throw error
  }
}

/** Who asked last for the value, if its stream says that it lives and has it. */
async function holderOf(
  desk: Desk,
  { definition, field }: Kind,
  { asker, value }: { readonly asker: Asker; readonly value: string },
): Promise<ResourceState | null> {
  const stream = parseStreamName(asker.owner)
  if (stream?.resource !== definition.name) return null
  const state = await findLiving(desk, definition.name, stream.id)
  return state !== null && foldValue(textOf(state, field)) === foldValue(value) ? state : null
}
