import type { Projection } from './projection.ts'

const known = new WeakMap<readonly Projection[], Map<string, readonly Projection[]>>()

/** Those of the projections that know events of this type; looked up once for each type. */
export function interestedIn(
  projections: readonly Projection[],
  type: string,
): readonly Projection[] {
  let byType = known.get(projections)
  if (byType === undefined) {
    byType = new Map()
    known.set(projections, byType)
  }
  let interested = byType.get(type)
  if (interested === undefined) {
    interested = projections.filter(({ types }) => types.has(type))
    byType.set(type, interested)
  }
  return interested
}
