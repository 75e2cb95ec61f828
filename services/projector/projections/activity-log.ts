import { eventTypes } from '@deskhive/shared/domain/event-types.ts'
import {
  type JsonValue,
  parseStreamName,
  type RecordedEvent,
} from '@deskhive/shared/kernel/event.ts'
import type { Projection, Table } from '@deskhive/shared/projection/projection.ts'
import type { ActivityLogRow } from '@deskhive/shared/read-model/tables.ts'

const activityLogs: Table<ActivityLogRow> = {
  table: 'activity_logs',
  key: ['id'],
  columns: [
    'id',
    'type',
    'resource',
    'resource_id',
    'fields',
    'details',
    'actor_id',
    'actor_name',
    'ip_address',
    'created_at',
  ],
}

/** What sentences name or tell; long texts and whatever nobody may see stay in the log alone. */
const told = [
  'status',
  'priority',
  'agent_id',
  'department_id',
  'category_id',
  'parent_id',
  'product_id',
  'is_internal',
]

/** A row for every event, never changed: what happened, in parts that a sentence is made from. */
export const activityLogProjection: Projection = {
  name: 'activity_logs',
  tables: [activityLogs],
  types: new Set(eventTypes),
  apply: (event, rows) => rows.insert(activityLogs, rowOf(event)),
}

function rowOf(event: RecordedEvent): ActivityLogRow {
  const { metadata, data } = event
  const stream = parseStreamName(event.stream)
  return {
    // Positions begin at 0, ids at 1. They grow with the log, and are the same after a replay.
    id: Number(event.position) + 1,
    type: event.type,
    resource: stream?.resource ?? '',
    resource_id: stream?.id ?? 0,
    fields: Object.keys(data),
    details: detailsOf(event),
    actor_id: metadata.actor_type === 'system' ? null : Number(metadata.actor_id),
    actor_name: metadata.actor_name,
    ip_address: metadata.ip ?? null,
    created_at: metadata.occurred_at,
  }
}

function detailsOf({ data, metadata: { rule } }: RecordedEvent): RecordedEvent['data'] {
  const details: { [field: string]: JsonValue } = {}
  for (const field of told) {
    const value = data[field]
    if (value !== undefined) details[field] = value
  }
  if (rule !== undefined) details.rule = rule
  return details
}
