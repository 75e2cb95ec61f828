import type { EventMetadata, JsonValue } from './event.ts'

export type EventData = { readonly [key: string]: JsonValue }

/** From one version of an event's data to the next. The metadata is never changed, but may tell what the data does not. */
type Upcast = (data: EventData, metadata: EventMetadata) => EventData

/** Event type → `[v1→v2, v2→v3, …]`. A type that is not listed is at version 1. */
export type Upcasters = { readonly [type: string]: readonly Upcast[] }
