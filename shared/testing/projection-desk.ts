import type { EventStore } from '../event-store/event-store.ts'
import type { JsonValue, RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { Projection, Table } from '../projection/projection.ts'
import { metadataAt } from './given.ts'

/** A small desk: a row for each ticket, counts by status, a diary, what someone watches; a tally of all types. */
export const deskTablesSql = `
create table tickets (id bigint primary key, revision integer not null, title text not null,
  status text not null, labels bigint[] not null, extra jsonb not null, opened_at timestamptz not null);
create table counts (status text primary key, n integer not null);
create table diary (event_id text primary key, ticket_id bigint not null, line text not null);
create table tally (type text primary key, n integer not null);
create table watched (ticket_id bigint primary key, since timestamptz not null);
`

type TicketRow = {
  readonly id: number
  readonly revision: number
  readonly title: string
  readonly status: string
  readonly labels: readonly number[]
  readonly extra: JsonValue
  readonly opened_at: string
}
const tickets: Table<TicketRow> = {
  table: 'tickets',
  key: ['id'],
  columns: ['id', 'revision', 'title', 'status', 'labels', 'extra', 'opened_at'],
}
const counts: Table<{ status: string; n: number }> = {
  table: 'counts',
  key: ['status'],
  columns: ['status', 'n'],
}
const diary: Table<{ event_id: string; ticket_id: number; line: string }> = {
  table: 'diary',
  key: ['event_id'],
  columns: ['event_id', 'ticket_id', 'line'],
}
const watched: Table<{ ticket_id: number; since: string }> = {
  table: 'watched',
  key: ['ticket_id'],
  lasting: true,
  columns: ['ticket_id', 'since'],
}

const tally: Table<{ type: string; n: number }> = {
  table: 'tally',
  key: ['type'],
  columns: ['type', 'n'],
}

/** Has no row of its own for a stream, so that nothing but the checkpoint keeps it from counting twice. */
export const tallyProjection: Projection = {
  name: 'tally',
  tables: [tally],
  types: new Set(['Opened', 'Moved', 'Labelled']),
  apply: ({ type }, rows) => rows.add(tally, { type }, { n: 1 }),
}

export const deskProjection: Projection = {
  name: 'desk',
  tables: [tickets, counts, diary, watched],
  types: new Set(['Opened', 'Moved', 'Labelled', 'Watched', 'Unwatched', 'Spoilt']),
  streamRow: (event) => ({ table: tickets, key: { id: ticketId(event) } }),
  apply: (event, rows) => {
    const id = ticketId(event)
    const row = rows.get(tickets, { id })
    const { label } = event.data
    const title = textOf(event.data.title)
    const status = textOf(event.data.status)
    rows.insert(diary, {
      event_id: event.id,
      ticket_id: id,
      line: `${event.type} ${title || status}`,
    })
    if (event.type === 'Spoilt') throw new Error('nobody can apply this')
    if (event.type === 'Watched') rows.put(watched, { ticket_id: id, since: event.recorded_at })
    if (event.type === 'Unwatched') rows.delete(watched, { ticket_id: id })
    if (event.type === 'Opened') {
      rows.put(tickets, {
        id,
        revision: event.revision,
        title: title,
        status: 'open',
        labels: [],
        extra: { opened_by: 'someone' },
        opened_at: event.recorded_at,
      })
      rows.add(counts, { status: 'open' }, { n: 1 })
    }
    if (row !== null && event.type === 'Moved') {
      rows.put(tickets, { ...row, status: status })
      rows.add(counts, { status: row.status }, { n: -1 })
      rows.add(counts, { status: status }, { n: 1 })
    }
    if (row !== null && event.type === 'Labelled') {
      rows.put(tickets, { ...row, labels: [...row.labels, Number(label)] })
    }
  },
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function ticketId(event: RecordedEvent): number {
  return Number(event.stream.slice('ticket-'.length))
}

export type Happening = {
  readonly ticket: number
  readonly type: string
  readonly data?: RecordedEvent['data']
}

/** Recorded as a log would: positions of the whole, revisions of each stream. */
export function record(happenings: readonly Happening[]): RecordedEvent[] {
  const revisions = new Map<number, number>()
  return happenings.map(({ ticket, type, data }, index) => {
    const revision = (revisions.get(ticket) ?? -1) + 1
    revisions.set(ticket, revision)
    return {
      id: `event-${index}`,
      stream: `ticket-${ticket}`,
      revision,
      position: BigInt(index * 10),
      recorded_at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
      type,
      data: data ?? {},
      metadata: metadataAt('2026-01-01T00:00:00.000Z'),
    }
  })
}

export type TestLog = Pick<EventStore, 'subscribe' | 'head'> & {
  /** More events, to whoever subscribes now or later. */
  readonly add: (events: readonly RecordedEvent[]) => void
}

/**
 * The log as a runner sees it, kept in memory: batches of at most `batchSize`, and each event `times` times,
 * as a subscription that begins again may deliver it.
 */
export function createTestLog(
  first: readonly RecordedEvent[],
  batchSize = 500,
  times = 1,
): TestLog {
  const log = [...first]
  let more = Promise.withResolvers<void>()

  async function* subscribe({ from, signal }: { from: Position; signal: AbortSignal }) {
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    let next = log.findIndex(({ position }) => position > from)
    if (next < 0) next = log.length
    while (!signal.aborted) {
      const batch = log.slice(next, next + batchSize)
      next += batch.length
      if (batch.length === 0) await Promise.race([more.promise, stopped])
      for (let time = 0; batch.length > 0 && time < times && !signal.aborted; time += 1) yield batch
    }
  }
  return {
    subscribe,
    head: async () => log.at(-1)?.position ?? -1n,
    add: (events) => {
      log.push(...events)
      more.resolve()
      more = Promise.withResolvers()
    },
  }
}
