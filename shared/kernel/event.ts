/** A value that JSON can carry. Events and metadata hold nothing else. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** What was decided: a type in the past tense and its data in `snake_case`, as on the wire. */
export type DomainEvent = {
  readonly type: string
  readonly data: { readonly [key: string]: JsonValue }
}

export const actorTypes = ['api_key', 'agent', 'customer', 'system'] as const
export type ActorType = (typeof actorTypes)[number]

/** Who caused an event. `id` is the resource's id as text, `'0'` for the system itself. */
export type Actor = { readonly type: ActorType; readonly id: string; readonly name: string }

/** Who did something and when (ISO 8601, UTC). */
export type Happening = { readonly actor: Actor; readonly occurred_at: string }

/** What nobody asked for: the work of rules, and what a desk is set up with. */
export const systemActor: Actor = { type: 'system', id: '0', name: 'System' }

/**
 * What is known about an event beside its data: flat, text to text, so that any tool can read it.
 * `occurred_at` is when it happened (ISO 8601, UTC), which an import sets to the past;
 * when it was recorded is the log's own `recorded_at`.
 */
export type EventMetadata = {
  readonly $correlationId: string
  readonly $causationId: string
  readonly command_id: string
  readonly command_type: string
  readonly request_id: string
  readonly actor_type: ActorType
  readonly actor_id: string
  readonly actor_name: string
  readonly api_key_id?: string
  readonly ip?: string
  readonly schema_version: string
  readonly occurred_at: string
  /** SHA-256 (hex) of the stream's previous event; absent on a stream's first. */
  readonly prev_hash?: string
  /** The rule that made the decision where no person did; `$causationId` is the event that it answers. */
  readonly rule?: string
  /** The rule that answered this event at once, by a later one of the same append. */
  readonly triggers?: string
  /** Of an imported ticket: its name at the desk that it came from. */
  readonly external_id?: string
}

/** The command of everything that an import records: tickets with their past, and who and what they name. */
export const importCommand = 'ImportTickets'

/** What another desk lived through, told to this one later: it is history here, and no news to anybody. */
export function isImported({ metadata }: Pick<RecordedEvent, 'metadata'>): boolean {
  return metadata.command_type === importCommand
}

/** An event as the log holds it. `revision` counts within its stream from 0, `position` orders the whole log. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly position: bigint
  readonly recorded_at: string
  readonly metadata: EventMetadata
}

/**
 * For events of one kind of stream, or of these types alone. Sound as far as only this program's decisions are in its
 * streams: types of a later version may be among them, and a fold passes over those.
 */
export function parseEvent<E extends DomainEvent>(event: RecordedEvent): RecordedEvent<E> {
  return event as RecordedEvent<E>
}

/** `ticket-1001` → `{ resource: 'ticket', id: 1001 }`; `null` for a stream that is not one of ours. */
export function parseStreamName(stream: string): { resource: string; id: number } | null {
  const dash = stream.indexOf('-')
  if (dash < 1) return null
  const id = Number(stream.slice(dash + 1))
  return Number.isSafeInteger(id) && id > 0 ? { resource: stream.slice(0, dash), id } : null
}

/** 0 for a stream that is not one of ours. */
export function idOfStream(stream: string): number {
  return parseStreamName(stream)?.id ?? 0
}

export function streamName(resource: string, id: number): string {
  return `${resource}-${id}`
}
