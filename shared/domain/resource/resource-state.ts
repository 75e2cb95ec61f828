import type { Evolution } from '../../kernel/decider.ts'
import { type DomainEvent, idOfStream, type RecordedEvent } from '../../kernel/event.ts'
import type { FieldValues, ResourceDefinition } from './define-resource.ts'

/** One of a plain resource, folded from its stream. `id` 0 is one that does not exist yet. */
export type ResourceState = {
  readonly id: number
  readonly fields: FieldValues
  readonly created_at: string
  readonly updated_at: string
  readonly is_deleted: boolean
}

export function resourceEvolution(
  definition: ResourceDefinition,
): Evolution<ResourceState, DomainEvent> {
  return {
    initialState: { id: 0, fields: {}, created_at: '', updated_at: '', is_deleted: false },
    evolve: (state, event) => evolveResource(definition, state, event),
  }
}

function evolveResource(
  { events, further_events }: ResourceDefinition,
  state: ResourceState,
  event: RecordedEvent,
): ResourceState {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case events.created:
      return {
        id: idOfStream(event.stream),
        fields: event.data,
        created_at: at,
        updated_at: at,
        is_deleted: false,
      }
    case events.changed:
      return { ...state, fields: { ...state.fields, ...event.data }, updated_at: at }
    case events.deleted:
      return { ...state, is_deleted: true, updated_at: at }
    default: {
      // A type of a later version is skipped here and counted by the projector.
      const changed = further_events[event.type]?.(event.data) ?? {}
      if (Object.keys(changed).length === 0) return state
      return { ...state, fields: { ...state.fields, ...changed }, updated_at: at }
    }
  }
}
