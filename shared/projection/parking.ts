import type pg from 'pg'
import type { RecordedEvent } from '../kernel/event.ts'
import { messageOf } from '../kernel/message-of.ts'
import type { AnyTable, Row } from './projection.ts'

/** Streams with an event that could not be applied: that one and all after it are kept aside, the rest goes on. */
export type Parking = {
  readonly holds: (stream: string) => boolean
  readonly streams: () => number
  readonly hold: (stream: string) => void
  /** Somebody decided that the rows do without it, as long as it cannot be applied. */
  readonly leavesOut: (event: Pick<RecordedEvent, 'position'>) => boolean
}

export const parkedTable: AnyTable = {
  table: 'projection_parked',
  key: ['name', 'position'],
  columns: ['name', 'position', 'stream', 'revision', 'event_id', 'event_type', 'error'],
}

const FOLLOWS = 'an earlier event of this stream is parked'

export function parkedRow(name: string, event: RecordedEvent, cause: unknown): Row {
  return {
    name,
    position: String(event.position),
    stream: event.stream,
    revision: event.revision,
    event_id: event.id,
    event_type: event.type,
    error: cause === undefined ? FOLLOWS : withoutNul(messageOf(cause)),
  }
}

/** @param discardsOf the group whose discarded events are left out here, too */
export async function loadParking(
  database: pg.Pool,
  name: string,
  discardsOf: string = name,
): Promise<Parking> {
  const { rows } = await database.query<{ stream: string }>(
    'select distinct stream from projection_parked where name = $1',
    [name],
  )
  const parked = new Set(rows.map(({ stream }) => stream))
  const discarded = await loadDiscarded(database, discardsOf)
  return {
    holds: (stream) => parked.has(stream),
    streams: () => parked.size,
    hold: (stream) => {
      parked.add(stream)
    },
    leavesOut: ({ position }) => discarded.has(position),
  }
}

/** Most desks never had one, and no table for them. */
async function loadDiscarded(database: pg.Pool, name: string): Promise<ReadonlySet<bigint>> {
  const { rows } = await database.query<{ table: string | null }>(
    `select to_regclass(relnamespace::regnamespace::text || '.projection_discarded')::text as table
     from pg_class where oid = 'projection_parked'::regclass`,
  )
  const table = rows[0]?.table ?? null
  if (table === null) return new Set()
  const discarded = await database.query<{ position: string }>(
    `select position::text from ${table} where name = $1`,
    [name],
  )
  return new Set(discarded.rows.map(({ position }) => BigInt(position)))
}

/** By group; nothing for one that left no stream out. */
export async function countParkedStreams(database: pg.Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ name: string; streams: number }>(
    'select name, count(distinct stream) as streams from projection_parked group by name',
  )
  return new Map(rows.map(({ name, streams }) => [name, streams]))
}

/** Postgres refuses it in a text, and it may well be what the event is parked for. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
