import { ticketEventTypes } from '@deskhive/shared/domain/ticket/event-types.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { evolveTicket, noTicket } from '@deskhive/shared/domain/ticket/state.ts'
import { idOfStream, parseEvent, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Projection, Table } from '@deskhive/shared/projection/projection.ts'
import type { TicketRow } from '@deskhive/shared/read-model/tables.ts'
import { changeMessages, messages, touchedMessages } from '#projector/projections/message.ts'
import { reportTables, reportTicket, touchedProgress } from '#projector/projections/report.ts'
import { countTicket, ticketCounts } from '#projector/projections/ticket-counts.ts'
import {
  addVersion,
  ticketVersions,
  touchedVersions,
} from '#projector/projections/ticket-version.ts'
import { keepWaiting, waitingTickets } from '#projector/projections/waiting-ticket.ts'

const tickets: Table<TicketRow> = {
  table: 'tickets',
  key: ['id'],
  columns: parseColumns(['revision', ...Object.keys(noTicket)]),
}

/**
 * A ticket, its messages, its past and the counts that it is part of. They are one projection, so that an event
 * that the ticket's row has already is skipped for all of them.
 */
export const ticketProjection: Projection = {
  name: 'tickets',
  tables: [tickets, messages, ticketCounts, waitingTickets, ticketVersions, ...reportTables],
  types: ticketEventTypes,
  streamRow: (event) => ({ table: tickets, key: keyOf(event) }),
  touches: (recorded) => {
    const event = parseEvent<TicketEvent>(recorded)
    return [...touchedMessages(event), ...touchedVersions(event), ...touchedProgress(event)]
  },
  apply: (recorded, rows) => {
    const event = parseEvent<TicketEvent>(recorded)
    const before = rows.get(tickets, keyOf(event))
    const after = evolveTicket(before ?? noTicket, event)

    rows.put(tickets, { ...after, revision: event.revision })
    changeMessages(event, rows)
    countTicket({ before, after }, rows)
    keepWaiting(event, { before, after }, rows)
    addVersion(event, { after, rows })
    reportTicket(event, { before, after, rows })
  },
}

function keyOf(event: RecordedEvent) {
  return { id: idOfStream(event.stream) }
}

function parseColumns(names: readonly string[]): (keyof TicketRow)[] {
  return names as (keyof TicketRow)[]
}
