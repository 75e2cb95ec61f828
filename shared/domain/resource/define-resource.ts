import type { z } from 'zod'
import type { JsonValue } from '../../kernel/event.ts'

export type Fields = { readonly [field: string]: z.ZodType }
export type FieldValues = { readonly [field: string]: JsonValue }

/**
 * What a plain resource is: data and named functions, over which routes, scopes, checks, the OpenAPI
 * document, the projection, the activity text and the contract tests loop.
 */
export type ResourceDefinition = {
  /** The stream category in camelCase: streams are `<name>-<id>`. */
  readonly name: string
  /** What a person calls one of them, in messages: `canned response`. */
  readonly title: string
  /** The URL segment and scope prefix. */
  readonly path: string
  readonly table: string
  /** The field that a person calls one of them by: `name` unless given. */
  readonly named_by: string
  /** What a client sends and sees; without defaults, so that a PUT can tell what was left out. */
  readonly fields: Fields
  readonly required: readonly string[]
  /** Values of the fields that a POST left out. */
  readonly defaults: FieldValues
  /** Fields that we decide ourselves, stored with the others and never taken from a client. */
  readonly made: Fields
  /** Fields that are sent to this resource but decided by another stream. */
  readonly decided_elsewhere: readonly string[]
  /** Fields never shown. */
  readonly hidden: readonly string[]
  readonly events: { readonly created: string; readonly changed: string; readonly deleted: string }
  /** Events beside these three, and the stored fields that each of them sets. */
  readonly further_events: { readonly [type: string]: (data: FieldValues) => FieldValues }
  readonly order_by: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[]
  readonly filters: readonly string[]
  /** Field → name of the resource that its id, or each of its ids, must exist in. */
  readonly refers_to: { readonly [field: string]: string }
  /** Fields whose value is nobody else's, compared by case-folded NFC. */
  readonly unique: readonly string[]
  readonly actions: readonly Action[]
}

export const actions = ['list', 'create', 'read', 'update', 'delete'] as const
export type Action = (typeof actions)[number]

type Optional =
  | 'named_by'
  | 'made'
  | 'decided_elsewhere'
  | 'hidden'
  | 'further_events'
  | 'filters'
  | 'refers_to'
  | 'unique'
  | 'actions'

/** Fills in what most resources do not have. */
export function defineResource(
  definition: Omit<ResourceDefinition, Optional> & Partial<Pick<ResourceDefinition, Optional>>,
): ResourceDefinition {
  return {
    named_by: 'name',
    made: {},
    decided_elsewhere: [],
    hidden: [],
    further_events: {},
    filters: [],
    refers_to: {},
    unique: [],
    actions,
    ...definition,
  }
}

/** Every type of event that a stream of it may hold. */
export function eventTypesOf({ events, further_events }: ResourceDefinition): string[] {
  return [...Object.values(events), ...Object.keys(further_events)]
}

/** The fields that the resource's own stream keeps, in the order of its columns. */
export function storedFields(definition: ResourceDefinition): Fields {
  const own = Object.entries(definition.fields).filter(
    ([field]) => !definition.decided_elsewhere.includes(field),
  )
  return { ...Object.fromEntries(own), ...definition.made }
}
