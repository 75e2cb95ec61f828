import type { Decided } from '../kernel/decider.ts'
import type { DomainEvent, EventMetadata, Happening, RecordedEvent } from '../kernel/event.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { uuidV5 } from '../kernel/uuid-v5.ts'
import type { CommandContext } from './command-context.ts'
import type { Appended } from './event-store.ts'
import { type HashedEvent, hashEvent } from './hash-chain.ts'
import { schemaVersion } from './upcast.ts'

export type Decision<E extends DomainEvent> = {
  readonly stream: string
  readonly events: readonly Decided<E>[]
  readonly context: CommandContext
  /** The stream's newest event, `null` for a new stream. */
  readonly previous: HashedEvent | null
  readonly upcasters: Upcasters
}

/** What a decision becomes in the log. The only place where ids and metadata are made. */
export function describeEvents<E extends DomainEvent>(decision: Decision<E>): (E & HashedEvent)[] {
  const { stream, context, upcasters } = decision
  let { previous } = decision

  return decision.events.map((decided, index) => {
    const described = {
      ...withoutMarks(decided),
      id: eventId(context.command_id, stream, index),
      stream,
      revision: previous === null ? 0 : previous.revision + 1,
      metadata: describeMetadata(
        notBefore(previous, whenItHappened(contextOf(decision, index), decided.happened)),
        schemaVersion(upcasters, decided.type),
        previous === null ? undefined : hashEvent(previous),
      ),
    }
    previous = described
    return described
  })
}

type EventContext = CommandContext & Pick<EventMetadata, 'rule' | 'triggers'>

/** The command's context, with what the marks of an event and of the one after it say. */
function contextOf<E extends DomainEvent>(decision: Decision<E>, index: number): EventContext {
  const { stream, events, context } = decision
  const mark = events[index]?.rule
  const next = events[index + 1]?.rule
  if (mark === undefined && next === undefined) return context

  const triggers = next?.answers === 'the event before' ? { triggers: next.name } : {}
  if (mark === undefined) return { ...context, ...triggers }
  const { name, answers, actor = context.actor } = mark
  const causation_id =
    answers === 'the event before'
      ? eventId(context.command_id, stream, index - 1)
      : answers.event_id
  return { ...context, rule: name, causation_id, actor, ...triggers }
}

function whenItHappened(context: EventContext, happened: Happening | undefined): EventContext {
  return happened === undefined ? context : { ...context, ...happened }
}

/**
 * A stream is a line in time, too: where a clock is behind that of whoever wrote the event before, the new one happened
 * right after it. A list of the past and its total would count such a ticket differently.
 */
function notBefore(previous: HashedEvent | null, context: EventContext): EventContext {
  const earliest = previous?.metadata.occurred_at
  if (earliest === undefined || Date.parse(context.occurred_at) >= Date.parse(earliest))
    return context
  return { ...context, occurred_at: earliest }
}

function withoutMarks<E extends DomainEvent>(decided: Decided<E>): E {
  if (decided.rule === undefined && decided.happened === undefined) return decided
  const { rule: _, happened: _then, ...event } = decided
  return parseUnmarked(event)
}

/** All that a decided event has but its marks. */
function parseUnmarked<E extends DomainEvent>(event: Omit<Decided<E>, 'rule' | 'happened'>): E {
  return event as unknown as E
}

/** The same command gives its events the same ids, by which the log knows a repeat. */
function eventId(commandId: string, stream: string, index: number): string {
  return uuidV5(`${stream}/${index}`, commandId)
}

/** @param recordedAt the log's own time is not told on appending; this process's clock is close */
export function asRecorded<E extends DomainEvent>(
  events: readonly (E & HashedEvent)[],
  { position }: Appended,
  recordedAt: string,
): RecordedEvent<E>[] {
  return events.map((event) => ({ ...event, position, recorded_at: recordedAt }))
}

/** In the order of RFC 8785, which spares the hash the sorting. */
function describeMetadata(
  context: EventContext,
  schema_version: string,
  prev_hash: string | undefined,
): EventMetadata {
  const { actor, api_key_id, external_id, ip, rule, triggers } = context
  return {
    $causationId: context.causation_id ?? context.command_id,
    $correlationId: context.request_id,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_type: actor.type,
    ...(api_key_id === undefined ? {} : { api_key_id }),
    command_id: context.command_id,
    command_type: context.command_type,
    ...(external_id === undefined ? {} : { external_id }),
    ...(ip === undefined ? {} : { ip }),
    occurred_at: context.occurred_at,
    ...(prev_hash === undefined ? {} : { prev_hash }),
    request_id: context.request_id,
    ...(rule === undefined ? {} : { rule }),
    schema_version,
    ...(triggers === undefined ? {} : { triggers }),
  }
}
