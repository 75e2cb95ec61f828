import { createResource } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { StreamExists } from '@deskhive/shared/event-store/stream-exists.ts'
import {
  idOfStream,
  importCommand,
  parseStreamName,
  streamName,
} from '@deskhive/shared/kernel/event.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { Asker, Claim } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#api/commands/actor.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { executeBeside } from '#api/commands/execute.ts'
import type { Desk } from '#api/desk.ts'
import {
  type Found,
  findClaimed,
  findExisting,
  findHeld,
  type Kind,
  nameOf,
  type Wanted,
} from './find-wanted.ts'

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

/**
 * All of these, those that are missing made by this request. Calls at once name much of the same: who comes
 * second waits for what another of this process is making. That only saves work, the claims and the log decide.
 */
export async function findOrMake(
  desk: Desk,
  request: FastifyRequest,
  wanted: readonly Wanted[],
): Promise<Found<Wanted>> {
  const known = await findExisting(desk, wanted)
  const missing = wanted.filter((one) => !known.has(one))
  if (missing.length === 0) return known

  const { made, written } = await desk.importTurns(missing.map(nameOf), () =>
    make(desk, request, missing),
  )
  // Whoever waits finds what is written, so it need not wait for this, too.
  await desk.claims.confirmAll(written)
  return new Map([...known, ...made])
}

type Made = { readonly made: Found<Wanted>; readonly written: readonly Claim[] }

async function make(
  desk: Desk,
  request: FastifyRequest,
  missing: readonly Wanted[],
): Promise<Made> {
  const { found, askers } = await findClaimed(desk, missing)
  const { made, written } = await makeNew(
    desk,
    request,
    missing.filter((one) => !askers.has(one)),
  )
  const contested = missing.filter((one) => !found.has(one) && !made.has(one))
  const gained = await inParallel(contested, CONTESTED_AT_ONCE, async (one) => {
    return [one, await makeContested(desk, request, { one, asker: askers.get(one) })] as const
  })
  return { made: new Map([...found, ...made, ...gained]), written }
}

/** Nearly all of a fresh desk: claimed together, for a claim by itself costs the database a commit. */
async function makeNew(
  desk: Desk,
  request: FastifyRequest,
  unheardOf: readonly Wanted[],
): Promise<Made> {
  const claims = new Map<Claim, Wanted>()
  for (const one of unheardOf) claims.set(claimOf(one, await newOwner(desk, one.kind)), one)
  const held = await desk.claims.holdNew([...claims.keys()])
  const made = await inParallel(held, MADE_AT_ONCE, async (claim) => {
    const one = claims.get(claim)
    const state = one === undefined ? null : await create(desk, request, { one, ...claim })
    return one === undefined || state === null ? [] : [[one, state] as const]
  })
  return { made: new Map(made.flat()), written: held }
}

type Contested = {
  readonly one: Wanted
  /** Who asked for it last, without having it yet. */
  readonly asker: Asker | undefined
}

async function makeContested(
  desk: Desk,
  request: FastifyRequest,
  { one, ...before }: Contested,
): Promise<ResourceState> {
  const { kind, value } = one
  const giveUpAt = performance.now() + LONGEST_WAIT_MS
  let { asker } = before
  for (;;) {
    const owner = (await takeOver(desk, kind, asker)) ?? (await newOwner(desk, kind))
    const claim = claimOf(one, owner)
    const hasValue = async (other: string) => (await findHeld(desk, one, other)) !== null
    if (await desk.claims.hold(claim, hasValue)) {
      const made = await create(desk, request, { one, owner })
      await desk.claims.confirm(claim)
      if (made !== null) return made
    }
    if (performance.now() > giveUpAt) {
      throw new Unavailable('database', `Somebody else is creating ${kind.field} ${value}`)
    }
    await pause(LOOK_AGAIN_MS)
    const holder = (await findExisting(desk, [one])).get(one)
    if (holder !== undefined) return holder
    asker = (await findClaimed(desk, [one])).askers.get(one)
  }
}

const claimOf = ({ kind, value }: Wanted, owner: string): Claim => ({
  scope: kind.scope,
  value,
  owner,
  token: IMPORT_TOKEN,
})

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

type Making = { readonly one: Wanted; readonly owner: string }

/** @returns `null` where another import was faster with the same id */
async function create(
  desk: Desk,
  request: FastifyRequest,
  { one, owner }: Making,
): Promise<ResourceState | null> {
  const { definition } = one.kind
  const happened = { actor: actorOf(request.caller), occurred_at: one.since }
  try {
    const { state } = await executeBeside(desk, request, {
      type: importCommand,
      aggregate: aggregateOf(definition),
      id: idOfStream(owner),
      create: true,
      decide: () =>
        createResource(definition, one.fields).map((created) => ({ ...created, happened })),
    })
    return state
  } catch (error) {
    if (error instanceof StreamExists) return null
    throw error
  }
}
