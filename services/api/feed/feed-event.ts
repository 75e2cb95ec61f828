import { resources } from '@deskhive/shared/domain/resources.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { presentEvent } from '#api/present/event.ts'
import { frame } from '#api/streams/frames.ts'

/** Which events a reader wants; `null` for all. */
export type FeedFilter = {
  readonly types: ReadonlySet<string> | null
  /** As streams are named: `ticket`, `cannedResponse`. */
  readonly resource: string | null
}

type Named = Pick<RecordedEvent, 'type' | 'stream'>

export function accepts({ types, resource }: FeedFilter, event: Named): boolean {
  if (types !== null && !types.has(event.type)) return false
  return resource === null || event.stream.startsWith(`${resource}-`)
}

export function letsAllThrough({ types, resource }: FeedFilter): boolean {
  return types === null && resource === null
}

/** One text for filters that let the same through. */
export function nameOfFilter({ types, resource }: FeedFilter): string {
  return `${resource ?? '*'} ${types === null ? '*' : [...types].sort().join(',')}`
}

const nameOfPath = new Map([
  ['tickets', 'ticket'],
  ...resources.map(({ path, name }): [string, string] => [path, name]),
])

/** A resource may be named as in URLs (`canned-responses`) or as its streams are (`cannedResponse`). */
export function resourceNamed(text: string): string {
  return nameOfPath.get(text) ?? text
}

/** An event as readers get it: written once, whoever reads it and by whatever way. */
export type FeedEvent = {
  readonly position: Position
  readonly type: string
  /** JSON. */
  readonly text: string
}

/** The same as a server-sent event. */
export function frameOf({ position, type, text }: FeedEvent): string {
  return frame({ id: String(position), event: type, data: text })
}

export function feedEventOf(event: RecordedEvent): FeedEvent {
  const { event_id, position, ...rest } = presentEvent(event)
  const of = parseStreamName(event.stream)
  const subject = {
    stream: event.stream,
    resource: of?.resource ?? null,
    resource_id: of?.id ?? null,
  }
  const text = JSON.stringify({ event_id, position, ...subject, ...rest })
  return { position: event.position, type: event.type, text }
}
