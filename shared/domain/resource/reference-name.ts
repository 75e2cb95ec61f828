import { parseStreamName, type RecordedEvent } from '../../kernel/event.ts'
import { resources } from '../resources.ts'

/** What something that tickets refer to is called from an event on, and what is shown beside the name. */
export type ReferenceName = {
  /** Of the event: each names one thing at most. */
  readonly position: number
  readonly resource: string
  readonly resource_id: number
  readonly at: string
  /** `null` where the event leaves it as it is. */
  readonly name: string | null
  readonly detail: string | null
  readonly is_deleted: boolean
}

/** Resource → the field shown beside its name, if any. */
const referred: ReadonlyMap<string, string | null> = new Map([
  ['department', null],
  ['category', null],
  ['product', null],
  ['customer', 'email'],
  ['agent', null],
  ['label', 'color'],
  ['customField', 'type'],
])

const definitions = resources.filter(({ name }) => referred.has(name))

export const referenceNameTypes: ReadonlySet<string> = new Set(
  definitions.flatMap(({ events }) => Object.values(events)),
)

/** @returns `null` where the event changes nothing of it */
export function referenceNamedBy(event: RecordedEvent): ReferenceName | null {
  const subject = parseStreamName(event.stream)
  const definition = definitions.find(({ name }) => name === subject?.resource)
  if (subject === null || definition === undefined) return null

  const name = textOf(event.data[definition.named_by])
  const detail = textOf(event.data[referred.get(definition.name) ?? ''])
  const is_deleted = event.type === definition.events.deleted
  if (name === null && detail === null && !is_deleted) return null
  return {
    position: Number(event.position),
    resource: subject.resource,
    resource_id: subject.id,
    at: event.metadata.occurred_at,
    name,
    detail,
    is_deleted,
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
