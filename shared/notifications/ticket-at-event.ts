import type { TicketEvent } from '../domain/ticket/events.ts'

/** A ticket as far as it decides who hears about it, and what is said. */
export type TicketAtEvent = {
  readonly id: number
  readonly reference_id: string
  readonly title: string
  readonly department_id: number | null
  readonly assigned_to: number | null
  readonly is_deleted: boolean
}

export const unknownTicket: Omit<TicketAtEvent, 'id'> = {
  reference_id: '',
  title: '',
  department_id: null,
  assigned_to: null,
  is_deleted: false,
}

/** What an event changes of it. */
export function changeOfTicket(event: TicketEvent): Partial<TicketAtEvent> {
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
