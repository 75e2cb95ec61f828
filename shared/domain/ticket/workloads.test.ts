import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '../../kernel/decider.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import { momentOf, recorded } from '../../testing/given.ts'
import { ticketCreated } from '../../testing/ticket-created.ts'
import type { TicketEvent } from './events.ts'
import { ticketEvolution } from './state.ts'
import { createWorkloads } from './workloads.ts'

const agents = [1, 2, 3]

const created = ticketCreated()
const assigned = fc
  .constantFrom(...agents)
  .map((agent_id): TicketEvent => ({ type: 'TicketAssigned', data: { agent_id } }))
const change = fc.oneof(
  { weight: 3, arbitrary: assigned },
  fc.constantFrom<TicketEvent>(
    { type: 'TicketUnassigned', data: {} },
    { type: 'TicketClosed', data: { closed_by: 'staff', agent_id: null } },
    { type: 'TicketReopened', data: { status: 'open', by_rule: null } },
    { type: 'TicketPrioritised', data: { priority: 'high' } },
  ),
)
const life = fc
  .tuple(fc.array(change, { maxLength: 8 }), fc.boolean())
  .map(([changes, isDeleted]) => [
    created,
    ...changes,
    ...(isDeleted ? [{ type: 'TicketDeleted', data: {} } as const] : []),
  ])
const histories = fc
  .array(life, { minLength: 1, maxLength: 5 })
  .map((lives) => lives.map((events, index) => recorded(`ticket-${index + 1}`, events)))

/** All streams at once, each in its own order, as a log holds them. */
function interleaved(streams: readonly RecordedEvent<TicketEvent>[][]) {
  const longest = Math.max(...streams.map(({ length }) => length))
  return Array.from({ length: longest }, (_, revision) =>
    streams.flatMap((events) => events.slice(revision, revision + 1)),
  ).flat()
}

it('the work of an agent is what the tickets say that are its own and not closed', () => {
  fc.assert(
    fc.property(histories, (streams) => {
      const workloads = createWorkloads()
      for (const event of interleaved(streams)) workloads.hear(event)

      const tickets = streams.map((events) => fold(ticketEvolution, events))
      for (const agent of agents) {
        const open = tickets.filter(
          ({ assigned_to, status, is_deleted }) =>
            assigned_to === agent && status !== 'closed' && !is_deleted,
        )
        expect(workloads.of(agent).open_tickets).toBe(open.length)
      }
    }),
  )
})

it('an agent is idle since the latest of its assignments, also where an older one is told later', () => {
  const workloads = createWorkloads()
  expect(workloads.of(1).last_assigned_at).toBeNull()
  const toAgent: TicketEvent = { type: 'TicketAssigned', data: { agent_id: 1 } }
  const [first, second] = recorded('ticket-1', [created, toAgent])
  const [imported] = recorded('ticket-2', [toAgent])
  for (const event of [first, second, imported]) if (event) workloads.hear(event)
  expect(workloads.of(1)).toEqual({ open_tickets: 2, last_assigned_at: momentOf(1) })
})
