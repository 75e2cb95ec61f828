import { isDeepStrictEqual } from 'node:util'
import { type CategoryTreeEvent, categoryTreeEvolution } from '../domain/category/tree.ts'
import { storedFields } from '../domain/resource/define-resource.ts'
import { resourceEvolution } from '../domain/resource/resource-state.ts'
import { resources } from '../domain/resources.ts'
import { type SettingsEvent, settingsEvolution } from '../domain/settings/settings.ts'
import type { TicketEvent } from '../domain/ticket/events.ts'
import { likersOf } from '../domain/ticket/likes.ts'
import { type TicketState, ticketEvolution } from '../domain/ticket/state.ts'
import type { EventStore } from '../event-store/event-store.ts'
import { logPages } from '../event-store/log-pages.ts'
import { fold } from '../kernel/decider.ts'
import { parseEvent, parseStreamName, type RecordedEvent } from '../kernel/event.ts'
import { findBlockDifferences } from '../projection/block-differences.ts'
import { findMilestoneDifferences } from '../projection/milestone-differences.ts'
import type { ReadModelDatabase } from '../read-model/database.ts'
import type { ReadModelTables } from '../read-model/tables.ts'
import { foldReferenceNames, foldVersions } from './fold-past.ts'
import { foldReports } from './fold-reports.ts'

type Row = { readonly [column: string]: unknown }
type Tables = ReadonlyMap<string, readonly Row[]>

/** As many as are worth reading; how many more there are is told. */
const MOST_DIFFERENCES = 50

/**
 * Folds the whole log, stream by stream and without any projection, and holds every row of the read
 * models against it. To be asked when nothing is written any more and the projector has caught up.
 * @returns what differs, in sentences; `[]` when the read models are the fold of the log
 */
export async function findDifferences(sources: {
  readonly store: Pick<EventStore, 'readAll'>
  readonly database: { readonly readModel: ReadModelDatabase }
}): Promise<string[]> {
  const { readModel } = sources.database
  const streams = await readStreams(sources.store)
  const expected = tablesOf(streams)
  const differences = [
    ...(await findBlockDifferences(readModel)),
    ...(await findMilestoneDifferences(readModel)),
  ]
  for (const [table, rows] of expected) {
    differences.push(...compareTable(table, rows, await readRows(readModel, table)))
  }
  const more = differences.length - MOST_DIFFERENCES
  return more > 0 ? [...differences.slice(0, MOST_DIFFERENCES), `and ${more} more`] : differences
}

async function readStreams(
  store: Pick<EventStore, 'readAll'>,
): Promise<ReadonlyMap<string, RecordedEvent[]>> {
  const streams = new Map<string, RecordedEvent[]>()
  for await (const page of logPages(store)) {
    for (const event of page) {
      const stream = streams.get(event.stream)
      if (stream === undefined) streams.set(event.stream, [event])
      else stream.push(event)
    }
  }
  return streams
}

function tablesOf(streams: ReadonlyMap<string, RecordedEvent[]>): Tables {
  const of = (resource: string) =>
    [...streams.values()].filter(
      ([first]) => first !== undefined && parseStreamName(first.stream)?.resource === resource,
    )
  const tickets = of('ticket').map((events) => foldTicket(events.map(parseEvent<TicketEvent>)))

  return new Map([
    ...resources.map((definition) => {
      const fields = Object.keys(storedFields(definition))
      const rows = of(definition.name).map((events) => {
        const { fields: values, ...state } = fold(resourceEvolution(definition), events)
        const known = Object.fromEntries(fields.map((field) => [field, values[field]]))
        return { ...state, ...known, revision: lastRevision(events) }
      })
      return [definition.table, rows] as const
    }),
    ['tickets', tickets.map(({ row }) => row)],
    ['messages', tickets.flatMap(({ messages }) => messages)],
    ['waiting_tickets', tickets.flatMap(({ waiting }) => waiting)],
    ['ticket_counts', countTickets(tickets.map(({ state }) => state))],
    [
      'category_tree',
      of('categoryTree').map((events) => foldTree(events.map(parseEvent<CategoryTreeEvent>))),
    ],
    [
      'ticket_versions',
      of('ticket').flatMap((events) => foldVersions(events.map(parseEvent<TicketEvent>))),
    ],
    ['reference_names', foldReferenceNames(streams.values())],
    ...foldReports(streams.values()),
    [
      'settings',
      of('settings').map((events) => foldSettings(events.map(parseEvent<SettingsEvent>))),
    ],
  ])
}

function foldTicket(events: readonly RecordedEvent<TicketEvent>[]) {
  const state = fold(ticketEvolution, events)
  const { likes, ...ticket } = state
  const messages = events.flatMap((event) => {
    if (event.type !== 'TicketReplied') return []
    const { message_id, content, is_internal, sender } = event.data
    return {
      id: message_id,
      ticket_id: ticket.id,
      content,
      is_internal,
      sender_type: sender.type,
      sender_id: sender.id,
      sender_name: sender.name,
      liked_by: likersOf(likes, message_id),
      created_at: event.metadata.occurred_at,
    }
  })
  return {
    state,
    row: { ...ticket, revision: lastRevision(events) },
    messages,
    waiting: waitingOf(state, warningOf(events)),
  }
}

/** Staff had the last word, and nobody has closed it. */
function waitingOf(
  { id, status, last_reply_by, is_deleted, updated_at }: TicketState,
  warned_of: string | null,
): Row[] {
  const isOver = is_deleted || status === 'closed'
  return last_reply_by === 'staff' && !isOver ? [{ id, since: updated_at, warned_of }] : []
}

/** The warning that nothing but likes came after. */
function warningOf(events: readonly RecordedEvent<TicketEvent>[]): string | null {
  const last = events.findLast(({ type }) => !type.startsWith('TicketMessage'))
  return last?.type === 'TicketAutoCloseWarned' ? last.data.due_at : null
}

function foldSettings(events: readonly RecordedEvent<SettingsEvent>[]): Row {
  const { former_defaults: _, withdrawn: __, ...state } = fold(settingsEvolution, events)
  return { id: 1, ...state, revision: lastRevision(events) }
}

function foldTree(events: readonly RecordedEvent<CategoryTreeEvent>[]): Row {
  return { id: 1, ...fold(categoryTreeEvolution, events), revision: lastRevision(events) }
}

function countTickets(tickets: readonly TicketState[]): Row[] {
  const counts = new Map<string, Row & { n: number }>()
  for (const ticket of tickets.filter(({ is_deleted }) => !is_deleted)) {
    const combination = {
      department_id: ticket.department_id ?? 0,
      assigned_to: ticket.assigned_to ?? 0,
      status: ticket.status,
      priority: ticket.priority,
    }
    const key = JSON.stringify(combination)
    const count = counts.get(key) ?? { ...combination, n: 0 }
    count.n += 1
    counts.set(key, count)
  }
  return [...counts.values()]
}

function lastRevision(events: readonly RecordedEvent[]): number | undefined {
  return events.at(-1)?.revision
}

async function readRows(database: ReadModelDatabase, table: string): Promise<Row[]> {
  const rows: Row[] = await database.selectFrom(parseTable(table)).selectAll().execute()
  return rows.filter((row) => row['n'] !== 0) // a combination that no ticket has any more
}

function compareTable(
  table: string,
  expected: readonly Row[],
  actual: readonly Row[],
): readonly string[] {
  const left = byKey(table, expected)
  const right = byKey(table, actual)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const wanted = left.get(key)
    const found = right.get(key)
    if (wanted === undefined) return `${table} ${key} is a row, but the log does not know it`
    if (found === undefined) return `${table} ${key} is in the log, but there is no row`
    return compareRow(`${table} ${key}`, wanted, found)
  })
}

/** Made by the database out of other columns of the row. */
const generatedColumns = new Set(['words'])

function compareRow(name: string, wanted: Row, found: Row): string[] {
  const columns = new Set([...Object.keys(wanted), ...Object.keys(found)])
  return [...columns]
    .filter((column) => !generatedColumns.has(column))
    .filter((column) => !isDeepStrictEqual(plain(wanted[column]), plain(found[column])))
    .map((column) => {
      const [log, row] = [wanted[column], found[column]].map((value) => JSON.stringify(value))
      return `${name}: ${column} is ${row}, by the log it is ${log}`
    })
}

/** Where it is not the id alone. */
const keys: { readonly [table: string]: readonly string[] } = {
  ticket_counts: ['department_id', 'assigned_to', 'status', 'priority'],
  ticket_versions: ['ticket_id', 'revision'],
  reference_names: ['position'],
  report_days: ['date', 'agent_id', 'department_id'],
  report_facts: ['position'],
  report_states: ['position', 'change'],
  report_progress: ['ticket_id'],
}

function byKey(table: string, rows: readonly Row[]): ReadonlyMap<string, Row> {
  const columns = keys[table] ?? ['id']
  return new Map(rows.map((row) => [columns.map((column) => row[column]).join('/'), row]))
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** What a column can tell apart: no `undefined`, and one spelling for an instant. */
function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value !== 'string' || !instant.test(value)) return value
  const at = Date.parse(value)
  return Number.isNaN(at) ? value : new Date(at).toISOString() // a text may only look like one
}

function parseTable(table: string): keyof ReadModelTables {
  return table as keyof ReadModelTables
}
