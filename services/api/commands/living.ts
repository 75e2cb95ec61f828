import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { aggregateNamed, isResource } from '#api/commands/aggregates.ts'
import type { Desk } from '#api/desk.ts'

type Aggregates = Pick<Desk, 'aggregates'>

/** @returns `null` for an id that belongs to nothing, or to something deleted */
export async function findLiving(
  desk: Aggregates,
  resource: string,
  id: number,
): Promise<ResourceState | null> {
  const living = await findLivingAt(desk, resource, id)
  return living?.state ?? null
}

/** With the revision that says so. */
export async function findLivingAt({ aggregates }: Aggregates, resource: string, id: number) {
  const loaded = await aggregates.load(aggregateNamed(resource), id)
  return loaded === null || loaded.state.is_deleted ? null : loaded
}

/** @param resource of `resources.ts`, or `activeAgent`; of a kind that this desk does not have, none lives */
export async function isLiving(desk: Aggregates, resource: string, id: number): Promise<boolean> {
  if (resource === 'activeAgent') {
    const agent = await findLiving(desk, 'agent', id)
    return agent?.fields['is_active'] === true
  }
  return isResource(resource) && (await findLiving(desk, resource, id)) !== null
}

/** Those of the ids whose thing lives, in their order. */
export async function livingOf(
  desk: Aggregates,
  resource: string,
  ids: readonly number[],
): Promise<number[]> {
  const living = await Promise.all(ids.map((id) => isLiving(desk, resource, id)))
  return ids.filter((_id, index) => living[index])
}

/** What a person calls one of them: `knowledge category`. */
export function titleOf(resource: string): string {
  if (resource === 'activeAgent') return 'active agent'
  return resources.find(({ name }) => name === resource)?.title ?? resource
}

/** A field that is text in every state of its resource. */
export function textOf({ fields }: ResourceState, field: string): string {
  const value = fields[field]
  return typeof value === 'string' ? value : ''
}
