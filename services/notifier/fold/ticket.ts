import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { TicketRow } from './tables.ts'

/** The ticket as an event leaves it, as far as telling somebody depends on it. */
export function ticketAfter(
  before: TicketRow | null,
  event: RecordedEvent<TicketEvent>,
  id: number,
): TicketRow {
  return { ...(before ?? unknownTicket), ...changeBy(event), id, revision: event.revision }
}

const unknownTicket: Omit<TicketRow, 'id' | 'revision'> = {
  reference_id: '',
  title: '',
  department_id: null,
  assigned_to: null,
  is_deleted: false,
}

function changeBy(event: TicketEvent): Partial<TicketRow> {
  switch (event.type) {
    case 'TicketCreated': {
      const { reference_id, title, department_id } = event.data
      return { reference_id, title, department_id }
    }
    case 'TicketAssigned':
      return { assigned_to: event.data.agent_id }
    case 'TicketUnassigned':
      return { assigned_to: null }
    case 'TicketMovedToDepartment':
      return { department_id: event.data.department_id }
    case 'TicketDeleted':
      return { is_deleted: true }
    default:
      return {} // nothing that decides who hears about it
  }
}
