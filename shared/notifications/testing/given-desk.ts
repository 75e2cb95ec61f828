import { expect } from 'vitest'
import type { TicketEvent } from '../../domain/ticket/events.ts'
import {
  type ActorType,
  type EventMetadata,
  importCommand,
  type RecordedEvent,
} from '../../kernel/event.ts'
import { recorded } from '../../testing/given.ts'
import { whoHears } from '../policies/policies.ts'
import type { DeskAtEvent, Notice } from '../policies/policy.ts'

/** Ticket 1001 of Billing (3), assigned to nobody; Ann (7) and Bob (8) of Billing, Eve (9) of Sales (4). */
const quietDesk: DeskAtEvent = {
  ticket: {
    id: 1001,
    reference_id: 'SD-1001',
    title: 'Refund',
    department_id: 3,
    assigned_to: null,
    is_deleted: false,
  },
  previousAssignee: null,
  roster: {
    7: { name: 'Ann', departments: [3] },
    8: { name: 'Bob', departments: [3, 4] },
    9: { name: 'Eve', departments: [4] },
  },
  gone: [],
  departmentVisibility: false,
  customerName: 'Carl',
  departmentName: 'Billing',
}

type Actor = { readonly type: ActorType; readonly id: string; readonly name: string }

const apiKey: Actor = { type: 'api_key', id: '1', name: 'Shop' }
export const ann: Actor = { type: 'agent', id: '7', name: 'Ann' }

/** `given({ assigned_to: 7 }).when(event, apiKey).theseHear({ agent_id: 7, … })`, pure. */
export function given(
  ticket: Partial<DeskAtEvent['ticket']> = {},
  changed: Partial<DeskAtEvent> = {},
) {
  const desk: DeskAtEvent = { ...quietDesk, ...changed, ticket: { ...quietDesk.ticket, ...ticket } }
  const told = (event: RecordedEvent<TicketEvent>) => {
    const notices = whoHears(event, desk)
    return {
      theseHear: (...expected: Partial<Notice>[]) => {
        expect(notices).toMatchObject(expected)
        expect(notices).toHaveLength(expected.length)
      },
      nobodyHears: () => expect(notices).toEqual([]),
    }
  }
  return {
    when: (event: TicketEvent, actor: Actor = apiKey, metadata: Partial<EventMetadata> = {}) =>
      told(by(actor, event, metadata)),
    whenImported: (event: TicketEvent) => told(by(apiKey, event, { command_type: importCommand })),
  }
}

function by(
  actor: Actor,
  event: TicketEvent,
  more: Partial<EventMetadata>,
): RecordedEvent<TicketEvent> {
  const [written] = recorded('ticket-1001', [event])
  if (written === undefined) throw new Error('one event was given')
  const { type: actor_type, id: actor_id, name: actor_name } = actor
  return {
    ...written,
    metadata: { ...written.metadata, ...more, actor_type, actor_id, actor_name },
  }
}
