import type {
  FieldValues,
  ResourceDefinition,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { parseStreamName } from '@deskhive/shared/kernel/event.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { findIdsByName } from '@deskhive/shared/read-model/queries/ids-by-name.ts'
import { type Asker, foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
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

/** One thing, by the value that it is known by, as it is compared. */
export type Asked = { readonly kind: Kind; readonly value: string }

/** Of all kinds, no two alike. */
export const nameOf = ({ kind, value }: Asked) => `${kind.scope} ${value}`

/** What it is made with where it is missing, and the earliest time at which a ticket names it. */
export type Wanted = Asked & { readonly fields: FieldValues; readonly since: string }

export type Found<One extends Asked> = ReadonlyMap<One, ResourceState>

/** Who claimed what last, and of those the ones that are there. */
type Claimed<One extends Asked> = {
  readonly found: Found<One>
  readonly askers: ReadonlyMap<One, Asker>
}

const LOADED_AT_ONCE = 25

/** What is there of these already. */
export async function findExisting<One extends Asked>(
  desk: Desk,
  asked: readonly One[],
): Promise<Found<One>> {
  const { found } = await findClaimed(desk, asked)
  const unclaimed = asked.filter((one) => !isUnique(one) && !found.has(one))
  return new Map([...found, ...(await findByName(desk, unclaimed))])
}

export async function findClaimed<One extends Asked>(
  desk: Desk,
  asked: readonly One[],
): Promise<Claimed<One>> {
  const owners = await desk.claims.find(
    asked.map(({ kind, value }) => ({ scope: kind.scope, value })),
  )
  const askers = new Map(
    asked.flatMap((one, index) => {
      const asker = owners[index]
      return asker === undefined ? [] : [[one, asker] as const]
    }),
  )
  const states = await inParallel([...askers], LOADED_AT_ONCE, async ([one, asker]) => {
    const state = await findHeld(desk, one, asker.owner)
    return state === null ? [] : [[one, state] as const]
  })
  return { found: new Map(states.flat()), askers }
}

/** Whoever asked for the value, if its stream says that it lives and has it. */
export async function findHeld(
  desk: Desk,
  { kind, value }: Asked,
  owner: string,
): Promise<ResourceState | null> {
  const { definition, field } = kind
  const stream = parseStreamName(owner)
  if (stream?.resource !== definition.name) return null
  const state = await findLiving(desk, definition.name, stream.id)
  return state !== null && foldValue(textOf(state, field)) === value ? state : null
}

const isUnique = ({ kind }: Asked) => kind.definition.unique.includes(kind.field)

/** A name is nobody's alone: of several who are called so, the first is meant. */
async function findByName<One extends Asked>(
  desk: Desk,
  asked: readonly One[],
): Promise<Found<One>> {
  const found = new Map<One, ResourceState>()
  for (const [{ definition }, ones] of Map.groupBy(asked, ({ kind }) => kind)) {
    const ids = await findIdsByName(desk.database.readModel, definition, foldValue)
    for (const one of ones) {
      const id = ids.get(one.value)
      const state = id === undefined ? null : await findLiving(desk, definition.name, id)
      if (state !== null) found.set(one, state)
    }
  }
  return found
}
