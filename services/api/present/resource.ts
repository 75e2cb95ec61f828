import {
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import { columnOf } from '@deskhive/shared/domain/resource/fields.ts'
import type { JsonValue } from '@deskhive/shared/kernel/event.ts'
import type { ResourceRow } from '@deskhive/shared/read-model/queries/resources.ts'
import { presentTime } from '#api/present/time.ts'

/** One of a declared resource, from the read model or from its stream alike. */
export type Resource = {
  readonly id: number
  readonly fields: FieldValues
  readonly created_at: string
  readonly updated_at: string
}

export type PresentedResource = { readonly [field: string]: JsonValue }

export function resourceOfRow(row: ResourceRow): Resource {
  return { id: row.id, fields: row, created_at: row.created_at, updated_at: row.updated_at }
}

/** The fields that may be shown, those that a client sends first, in the definition's order. */
function visibleFields(definition: ResourceDefinition): string[] {
  const fields = { ...definition.fields, ...definition.made }
  return Object.keys(fields).filter((field) => !definition.hidden.includes(field))
}

/** @param decidedElsewhere values that other streams tell; they win over the resource's own */
export function presentResource(
  definition: ResourceDefinition,
  resource: Resource,
  decidedElsewhere: FieldValues = {},
): PresentedResource {
  const fields = visibleFields(definition).map((field) => [
    field,
    presentField(definition, field, valueOf(definition, field, resource)),
  ])
  return {
    id: resource.id,
    ...Object.fromEntries(fields),
    ...decidedElsewhere,
    created_at: presentTime(resource.created_at),
    updated_at: presentTime(resource.updated_at),
  }
}

/** What was made before we decided such a field has it as it is from the start. */
function valueOf({ made, defaults }: ResourceDefinition, field: string, { fields }: Resource) {
  const atFirst = field in made ? defaults[field] : null
  return fields[field] ?? atFirst ?? null
}

function presentField(definition: ResourceDefinition, field: string, value: JsonValue): JsonValue {
  const schema = storedFields(definition)[field]
  const isTime = schema !== undefined && columnOf(schema) === 'timestamptz'
  return isTime && typeof value === 'string' ? presentTime(value) : value
}
