import { Unavailable } from '../../kernel/unavailable.ts'
import { servingSchema } from '../../read-model/tables.ts'

/** What the runner of the read models that serve is called: its lease, checkpoint, parked events, metrics. */
export const servingGroup = 'read-model'

/** Where it tells the position of each batch. */
export const servingChannel = 'read_model_position'

/** What rows are made by: read models of another version are made anew. */
export type ReadModelVersion = {
  /** Of `tablesVersion`: a query finds what it asks for in these alone. */
  readonly tables: string
  /** Of the projections that fill them. */
  readonly folds: string
}

export type Generation = ReadModelVersion & {
  readonly id: number
  /** `filling`: not yet shown to anybody; `kept`: it served before, and can again when it has caught up. */
  readonly state: 'filling' | 'serving' | 'kept'
}

export function isOfVersion(generation: ReadModelVersion, version: ReadModelVersion): boolean {
  return generation.tables === version.tables && generation.folds === version.folds
}

export function schemaOf(generation: Pick<Generation, 'id' | 'state'>): string {
  return generation.state === 'serving' ? servingSchema : ownName(generation)
}

/** Of schema and group alike while it does not serve. Numbers are never used again. */
export function ownName({ id }: Pick<Generation, 'id'>): string {
  return `rm_${id}`
}

/** It is not in the hands, or not of the state any more, in which it was found. */
export function takenAway(name: string, cause?: unknown): Unavailable {
  return new Unavailable('projection', `Somebody else has taken ${name}`, { cause })
}
