import type { DomainEvent, JsonValue } from '../../kernel/event.ts'
import { Refused } from '../../kernel/refused.ts'
import { type FieldValues, type ResourceDefinition, storedFields } from './define-resource.ts'
import type { ResourceState } from './resource-state.ts'

/** @param fields as validated; what was left out takes the definition's default, else `null` */
export function createResource(definition: ResourceDefinition, fields: FieldValues): DomainEvent[] {
  const data = Object.keys(storedFields(definition)).map((field) => [
    field,
    fields[field] ?? definition.defaults[field] ?? null,
  ])
  return [{ type: definition.events.created, data: Object.fromEntries(data) }]
}

/** @param patch only the fields that the caller sent */
export function changeResource(
  definition: ResourceDefinition,
  state: ResourceState,
  patch: FieldValues,
): DomainEvent[] {
  requireLiving(definition, state)
  const changed = Object.entries(patch).filter(
    ([field, value]) =>
      field in storedFields(definition) && !isSameValue(state.fields[field] ?? null, value),
  )
  if (changed.length === 0) return [] // asking twice is not an error
  return [{ type: definition.events.changed, data: Object.fromEntries(changed) }]
}

export function deleteResource(
  definition: ResourceDefinition,
  state: ResourceState,
): DomainEvent[] {
  requireLiving(definition, state)
  return [{ type: definition.events.deleted, data: {} }]
}

/** @throws Refused('NOT_FOUND') */
export function requireLiving(definition: ResourceDefinition, state: ResourceState): void {
  if (state.id === 0 || state.is_deleted) {
    throw new Refused('NOT_FOUND', `This ${definition.title} does not exist`)
  }
}

export function isSameValue(left: JsonValue, right: JsonValue): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}
