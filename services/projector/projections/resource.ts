import {
  eventTypesOf,
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import {
  type ResourceState,
  resourceEvolution,
} from '@deskhive/shared/domain/resource/resource-state.ts'
import { idOfStream, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Projection, Row, Table } from '@deskhive/shared/projection/projection.ts'

type ResourceRow = Row & Omit<ResourceState, 'fields'> & { readonly revision: number }

/** One row for each of a declared resource, also after it was deleted. */
export function resourceProjection(definition: ResourceDefinition): Projection {
  const fields = Object.keys(storedFields(definition))
  const table = resourceTable(definition, fields)
  const { evolve, initialState } = resourceEvolution(definition)
  const keyOf = (event: RecordedEvent) => ({ id: idOfStream(event.stream) })

  return {
    name: definition.table,
    tables: [table],
    types: new Set(eventTypesOf(definition)),
    streamRow: (event) => ({ table, key: keyOf(event) }),
    apply: (event, rows) => {
      const row = rows.get(table, keyOf(event))
      const before = row === null ? initialState : { ...row, fields: pick(row, fields) }
      const { fields: values, ...state } = evolve(before, event)
      rows.put<ResourceRow>(table, {
        ...pick(values, fields),
        ...lifeOf(state),
        revision: event.revision,
      })
    },
  }
}

function resourceTable(
  definition: ResourceDefinition,
  fields: readonly string[],
): Table<ResourceRow> {
  return {
    table: definition.table,
    key: ['id'],
    columns: ['id', 'revision', ...fields, 'created_at', 'updated_at', 'is_deleted'],
  }
}

function lifeOf(state: Omit<ResourceState, 'fields'>): Omit<ResourceState, 'fields'> {
  const { id, created_at, updated_at, is_deleted } = state
  return { id, created_at, updated_at, is_deleted }
}

function pick(values: FieldValues, fields: readonly string[]): FieldValues {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]))
}
