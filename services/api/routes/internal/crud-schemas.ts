import {
  type Fields,
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import { columnOf } from '@deskhive/shared/domain/resource/fields.ts'
import type { ResourceFilter } from '@deskhive/shared/read-model/queries/resources.ts'
import { z } from 'zod'
import { filter, flagFilter, idFilter, pageFields } from '#api/routes/parameters.ts'

/** Query parameter → the stored field that it asks about, and how its text is read. */
export type Filters = {
  readonly [parameter: string]: { readonly field: string; readonly schema: z.ZodType }
}

/** A field left out takes its default, so only the required ones must be there. */
export function createSchema(definition: ResourceDefinition, sent: Fields = {}) {
  const fields = Object.entries(definition.fields).map(([field, schema]) => [
    field,
    definition.required.includes(field) ? schema : schema.optional(),
  ])
  return z.object({ ...parseFields(Object.fromEntries(fields)), ...sent })
}

/** A field left out keeps its value. */
export function changeSchema(definition: ResourceDefinition, sent: Fields = {}) {
  const fields = Object.entries(definition.fields).map(([field, schema]) => [
    field,
    schema.optional(),
  ])
  return z.object({ ...parseFields(Object.fromEntries(fields)), ...sent })
}

/** @param special filters that are not simply named like a stored field */
export function filtersOf(definition: ResourceDefinition, special: Filters = {}): Filters {
  const filters = definition.filters.map((parameter) => [
    parameter,
    special[parameter] ?? { field: parameter, schema: filterOn(definition, parameter) },
  ])
  return Object.fromEntries(filters)
}

export function querySchema(filters: Filters) {
  const parameters = Object.entries(filters).map(([parameter, { schema }]) => [parameter, schema])
  return z.object({ ...parseFields(Object.fromEntries(parameters)), ...pageFields })
}

/** The filters that the query gives. */
export function askedOf(
  filters: Filters,
  query: { readonly [parameter: string]: unknown },
): ResourceFilter[] {
  return Object.entries(filters).flatMap(([parameter, { field }]) => {
    const value = query[parameter]
    return value === undefined ? [] : [{ field, value: parseFilterValue(value) }]
  })
}

function filterOn(definition: ResourceDefinition, field: string): z.ZodType {
  const schema = storedFields(definition)[field]
  if (!schema) throw new TypeError(`${definition.path} cannot be filtered by ${field}`)
  const column = columnOf(schema)
  if (column === 'boolean') return flagFilter()
  if (column === 'bigint' || column === 'bigint[]') return idFilter()
  return filter(schema)
}

function parseFields(fields: Fields): Fields {
  return fields
}

function parseFilterValue(value: unknown): ResourceFilter['value'] {
  return value as ResourceFilter['value']
}

/** A body that its schema let through holds nothing that JSON cannot. */
export function parseBody(body: unknown): FieldValues {
  return body as FieldValues
}
