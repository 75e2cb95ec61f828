import type { JsonValue } from '../../kernel/event.ts'

/** What is kept of an event to tell of it in a sentence, made when it is read. */
export type Activity = {
  readonly type: string
  /** The stream's: `ticket`, `label`. */
  readonly resource: string
  readonly resource_id: number
  /** Names of the fields that it set. */
  readonly fields: readonly string[]
  /** Short values among its data, such as a status or an id. */
  readonly details: { readonly [field: string]: JsonValue }
}

/** What a thing is called now, also after it was deleted. */
export type NameOf = (resource: string, id: number) => string

/** The things that a sentence about it may name. */
export function namesNeededBy({ resource, resource_id, details }: Activity): [string, number][] {
  const referred = Object.entries(details).flatMap(([field, value]): [string, number][] => {
    const of = referredBy[field]
    return of !== undefined && typeof value === 'number' ? [[of, value]] : []
  })
  return [[resource, resource_id], ...referred]
}

const referredBy: { readonly [field: string]: string } = {
  agent_id: 'agent',
  department_id: 'department',
  category_id: 'category',
  parent_id: 'category',
  product_id: 'product',
}

/** The name of what a field refers to; `null` where it refers to nothing. */
export function nameIn({ details }: Activity, field: string, nameOf: NameOf): string | null {
  const value = details[field]
  const resource = referredBy[field]
  return resource !== undefined && typeof value === 'number' ? nameOf(resource, value) : null
}
