import { countedByDay, dayCountsOf } from '@deskhive/shared/domain/report/day-counts.ts'
import {
  factsOf,
  noProgress,
  type ReportedTicket,
  type ReportFact,
  type ReportProgress,
  type ReportState,
} from '@deskhive/shared/domain/report/ticket-facts.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { idOfStream, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { RowReference, Rows, Table } from '@deskhive/shared/projection/projection.ts'
import type { ReportDayRow } from '@deskhive/shared/read-model/tables.ts'

const facts: Table<ReportFact> = {
  table: 'report_facts',
  key: ['position'],
  columns: [
    'position',
    'kind',
    'at',
    'ticket_id',
    'agent_id',
    'department_id',
    'is_first',
    'is_automatic',
    'since_creation_ms',
    'waited_ms',
  ],
}

const states: Table<ReportState> = {
  table: 'report_states',
  key: ['position', 'change'],
  columns: [
    'position',
    'change',
    'at',
    'ticket_id',
    'is_creation',
    'ticket_created_at',
    'status',
    'status_ms',
    'priority',
    'department_id',
    'assigned_to',
  ],
}

const days: Table<ReportDayRow> = {
  table: 'report_days',
  key: ['date', 'agent_id', 'department_id'],
  columns: ['date', 'agent_id', 'department_id', ...countedByDay],
}

const progresses: Table<ReportProgress> = {
  table: 'report_progress',
  key: ['ticket_id'],
  columns: ['ticket_id', 'has_reply', 'has_closing', 'waiting_since'],
}

/** Written by the projection of tickets, so that what a ticket's row has already is skipped here, too. */
export const reportTables = [facts, states, days, progresses]

/** Only replies and closings look at what is remembered; of a ticket that is just created that is nothing. */
export function touchedProgress(event: RecordedEvent<TicketEvent>): readonly RowReference[] {
  const row = { table: progresses, key: keyOf(event) }
  if (event.revision === 0) return [{ ...row, comes: 'not before this event' }]
  return event.type === 'TicketReplied' || event.type === 'TicketClosed' ? [row] : []
}

type Step = {
  readonly before: ReportedTicket | null
  readonly after: ReportedTicket
  readonly rows: Rows
}

export function reportTicket(event: RecordedEvent<TicketEvent>, { rows, ...step }: Step): void {
  const progress = progressBefore(event, rows)
  const found = factsOf(event, { ...step, progress })

  if (found.fact !== null) rows.insert(facts, found.fact)
  for (const state of found.states) rows.insert(states, state)
  for (const { key, of, amount } of dayCountsOf(found)) rows.add(days, { ...key }, { [of]: amount })
  if (found.progress !== progress) rows.put(progresses, found.progress)
}

function progressBefore(event: RecordedEvent<TicketEvent>, rows: Rows): ReportProgress {
  const [touched] = touchedProgress(event)
  const row = touched === undefined ? null : rows.get(progresses, touched.key)
  return row ?? noProgress(keyOf(event).ticket_id)
}

function keyOf(event: RecordedEvent) {
  return { ticket_id: idOfStream(event.stream) }
}
