import { parseTicketEvent } from '../domain/ticket/event-types.ts'
import type { TicketEvent } from '../domain/ticket/events.ts'
import { idOfStream, parseStreamName, type RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import { type AgentAtEvent, agentAfter, isThere, unknownAgent } from './agent-at-event.ts'
import type { DeskAtEvent } from './policies/policy.ts'
import { changeOfTicket, type TicketAtEvent, unknownTicket } from './ticket-at-event.ts'

export type DeskWithAgents = DeskAtEvent & {
  /** All whose streams were given and begun by then, gone ones included. */
  readonly agents: ReadonlyMap<number, AgentAtEvent>
}

export type Streams = {
  /** Of the ticket, from its beginning. */
  readonly ticket: readonly RecordedEvent[]
  /** One for each agent that may matter. */
  readonly agents: readonly (readonly RecordedEvent[])[]
  readonly settings: readonly RecordedEvent[]
}

/** A fold of the streams up to the event; what they hold after it changes nothing. Names of others are left out. */
export function deskAtEvent(event: RecordedEvent<TicketEvent>, streams: Streams): DeskWithAgents {
  const id = idOfStream(event.stream)
  const agents = agentsAt(event.position, streams.agents)
  const { ticket, before } = ticketAt(event, id, streams.ticket)
  const roster = Object.fromEntries([...agents].filter(([, agent]) => isThere(agent)))
  return {
    agents,
    ticket,
    previousAssignee: before.assigned_to,
    roster,
    gone: [...agents].flatMap(([agentId, { is_deleted }]) => (is_deleted ? [agentId] : [])),
    departmentVisibility: visibilityAt(event.position, streams.settings),
    customerName: '',
    departmentName: '',
  }
}

function ticketAt(event: RecordedEvent<TicketEvent>, id: number, stream: Streams['ticket']) {
  const before = stream
    .filter(({ revision }) => revision < event.revision)
    .map(parseTicketEvent)
    .reduce<TicketAtEvent>(
      (ticket, earlier) => (earlier === null ? ticket : { ...ticket, ...changeOfTicket(earlier) }),
      { ...unknownTicket, id },
    )
  return { before, ticket: { ...before, ...changeOfTicket(event) } }
}

function agentsAt(position: Position, streams: Streams['agents']): Map<number, AgentAtEvent> {
  const known = streams.flatMap((stream): [number, AgentAtEvent][] => {
    const earlier = stream.filter((event) => event.position < position)
    const id = parseStreamName(earlier[0]?.stream ?? '')?.id
    return id === undefined ? [] : [[id, earlier.reduce(agentAfter, unknownAgent)]]
  })
  return new Map(known)
}

function visibilityAt(position: Position, settings: Streams['settings']): boolean {
  return settings.reduce((isOn, event) => {
    const { sd_department_visibility: changed } = event.data
    return event.position < position && typeof changed === 'boolean' ? changed : isOn
  }, false)
}
