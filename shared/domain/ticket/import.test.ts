import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '../../kernel/decider.ts'
import { recorded } from '../../testing/given.ts'
import { ticketCreated } from '../../testing/ticket-created.ts'
import { importTicket, type PastEntry, type TicketPast } from './import.ts'
import { ticketEvolution } from './state.ts'
import { ticketPriorities, ticketStatuses } from './vocabulary.ts'

const key = { type: 'api_key', id: '1', name: 'Importer' } as const
const ann = { type: 'agent', id: '7', name: 'Ann' } as const
const carl = { type: 'customer', id: '5', name: 'Carl' } as const
const stranger = { type: 'system', id: '0', name: 'Updated by 21' } as const

const created = {
  occurred_at: '2016-02-29T04:40:00.000Z',
  actor: carl,
  data: ticketCreated({ customer_id: 5, department_id: 3 }).data,
} as const

const at = (hour: number) => `2016-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`
const entry = (hour: number, entry: Partial<PastEntry>): PastEntry => ({
  occurred_at: at(hour),
  actor: key,
  patch: {},
  message: null,
  ...entry,
})
const pastOf = (...entries: PastEntry[]): TicketPast => ({ id: 1001, created, entries })
const brief = (past: TicketPast) =>
  importTicket(past).map(({ type, happened }) => [
    type,
    happened?.occurred_at,
    happened?.actor.name,
  ])

it('each event has the time and the author of its entry; what was so already is no event', () => {
  const past = pastOf(
    entry(1, { actor: stranger, patch: { priority: 'high', department_id: 3 } }),
    entry(2, { patch: { priority: 'high', status: 'open' } }),
    entry(3, { actor: ann, patch: { status: 'closed', is_resolved: true } }),
    entry(4, { patch: { status: 'closed' } }),
    entry(5, { patch: { status: 'in_progress', assigned_to: 7 } }),
  )
  expect(brief(past)).toEqual([
    ['TicketCreated', created.occurred_at, 'Carl'],
    ['TicketPrioritised', at(1), 'Updated by 21'],
    ['TicketMarkedResolved', at(3), 'Ann'],
    ['TicketClosed', at(3), 'Ann'],
    ['TicketAssigned', at(5), 'Importer'],
    ['TicketReopened', at(5), 'Importer'],
  ])
})

it('whoever gets a ticket in the entry that moves it has it where it lands', () => {
  const past = pastOf(entry(1, { patch: { assigned_to: 7, department_id: 4 } }))
  expect(brief(past).slice(1)).toEqual([
    ['TicketMovedToDepartment', at(1), 'Importer'],
    ['TicketAssigned', at(1), 'Importer'],
  ])
})

it.each([
  [ann, { closed_by: 'agent', agent_id: 7 }],
  [carl, { closed_by: 'customer', agent_id: null }],
  [stranger, { closed_by: 'staff', agent_id: null }],
  [key, { closed_by: 'staff', agent_id: null }],
])('who closed it is who did it then: $type', (actor, data) => {
  const closing = importTicket(pastOf(entry(1, { actor, patch: { status: 'closed' } }))).at(-1)
  expect(closing).toMatchObject({ type: 'TicketClosed', data })
})

it('a message comes before the changes made with it, and reopens nothing by itself', () => {
  const sender = { type: 'customer', id: 5, name: 'Carl' } as const
  const message = { message_id: 1, content: 'Thanks', is_internal: false, sender }
  const past = pastOf(
    entry(1, { patch: { status: 'closed' } }),
    entry(2, { actor: carl, message }),
    entry(3, { actor: carl, message, patch: { status: 'open' } }),
  )
  const types = importTicket(past).map(({ type }) => type)
  expect(types).toEqual([
    'TicketCreated',
    'TicketClosed',
    'TicketReplied',
    'TicketReplied',
    'TicketReopened',
  ])
})

it('the events fold to what the entries say in turn, for any history', () => {
  const patch = fc.record(
    {
      status: fc.constantFrom(...ticketStatuses),
      priority: fc.constantFrom(...ticketPriorities),
      department_id: fc.constantFrom(null, 3, 4),
      category_id: fc.constantFrom(null, 1),
      assigned_to: fc.constantFrom(null, 7, 8),
      is_resolved: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(patch), (patches) => {
      const past = pastOf(...patches.map((one, index) => entry(index % 24, { patch: one })))
      const events = importTicket(past)
      const said = Object.assign({ status: 'open', assigned_to: null }, created.data, ...patches)
      const { custom_fields: _, ...expected } = said
      expect(fold(ticketEvolution, recorded('ticket-1001', events))).toMatchObject(expected)
    }),
  )
})
