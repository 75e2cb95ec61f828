import { v5 } from 'uuid'
import { isImported, type RecordedEvent } from '../../kernel/event.ts'

type Choice = { in_app?: boolean; email?: boolean; webhook?: boolean }
export type Agent = {
  name: string
  is_active: boolean
  departments: readonly number[]
  /** With a `Choice` for each type. */
  notification_settings: {
    readonly webhook_url?: string
    readonly email_digest?: 'off' | 'hourly' | 'daily'
    readonly quiet_hours?: { readonly from: string; readonly to: string } | null
    readonly time_zone?: string
  }
}
type Ticket = { department: number | null; assignee: number | null; lost: number | null }

const typeToAssignee: { readonly [type: string]: string } = {
  TicketAssigned: 'ticket_assigned',
  TicketLocked: 'ticket_locked',
  TicketUnlocked: 'ticket_locked',
  TicketStatusChanged: 'ticket_status',
  TicketClosed: 'ticket_status',
  TicketReopened: 'ticket_status',
  TicketPrioritised: 'ticket_status',
  TicketMovedToDepartment: 'ticket_status',
}

/**
 * Who has to have heard of what, said a second time and in another way than the notifier says it.
 * @param log from its start; what concerns nobody may be in it or not
 * @returns lines `<event id> <agent id> <type> <channel>`, sorted
 */
export function expectedLedger(log: readonly RecordedEvent[]): string[] {
  return momentsOf(log).flatMap(told).sort()
}

/** Every agent that was known by then, at every event of a ticket; who had gone is there without a state. */
export function momentsOf(log: readonly RecordedEvent[]): Moment[] {
  const agents = new Map<number, Agent | null>()
  const tickets = new Map<number, Ticket>()
  const moments: Moment[] = []
  let isShared = false

  for (const event of log) {
    const [resource, idText] = event.stream.split('-')
    const id = Number(idText)
    if (resource === 'settings') {
      isShared = parseData(event).sd_department_visibility ?? isShared
    } else if (resource === 'agent') {
      const isGone = event.type === 'AgentDeleted'
      agents.set(id, isGone ? null : { ...agents.get(id), ...parseData(event) })
    } else if (resource === 'ticket') {
      const ticket = moved(
        tickets.get(id) ?? { department: null, assignee: null, lost: null },
        event,
      )
      tickets.set(id, ticket)
      const shown = withoutGone(ticket, agents)
      for (const [agentId, agent] of agents)
        moments.push({ event, agent, agentId, ticket: shown, isShared })
    }
  }
  return moments
}

/** Who was deleted has no ticket. */
function withoutGone(ticket: Ticket, agents: ReadonlyMap<number, Agent | null>): Ticket {
  const isGone = ticket.assignee !== null && agents.get(ticket.assignee) === null
  return isGone ? { ...ticket, assignee: null } : ticket
}

/** Receivers know a repeat by it, so it is the same in every version of the program. */
const namespace = 'b6a4c1f2-5f0e-4f5e-9c53-2d8f5f2f7a31'

/** What the receiver of a line gets to tell repeats; of an email the part of its Message-ID before the `@`. */
export function deliveryIdOf(line: string): string {
  const [event, agent, type, channel] = line.split(' ')
  return v5(`${v5(`${event}/${agent}/${type}`, namespace)}/${channel}`, namespace)
}

function moved({ department, assignee }: Ticket, event: RecordedEvent): Ticket {
  const { department_id, agent_id = null } = parseData(event)
  const isMove = event.type === 'TicketAssigned' || event.type === 'TicketUnassigned'
  const next = isMove ? agent_id : assignee
  return {
    department: department_id === undefined ? department : department_id,
    assignee: next,
    lost: next === assignee ? null : assignee,
  }
}

export type Moment = {
  event: RecordedEvent
  /** `null` for one that was deleted. */
  agent: Agent | null
  agentId: number
  ticket: Ticket
  isShared: boolean
}

export function told(moment: Moment): string[] {
  const { event, agent, agentId } = moment
  const type = typeFor(moment)
  if (type === null || !agent?.is_active || didIt(moment) || isImported(event)) return []
  return channelsFor(agent, type).map((channel) => `${event.id} ${agentId} ${type} ${channel}`)
}

export function didIt({ event, agentId }: Moment): boolean {
  const { actor_type, actor_id } = event.metadata
  return actor_type === 'agent' && Number(actor_id) === agentId
}

export function channelsFor(agent: Agent, type: string): string[] {
  const { notification_settings: settings } = agent
  const { webhook_url = null } = settings
  const chosen: Choice = Reflect.get(settings, type) ?? {}
  const byDefault = { in_app: true, email: false, webhook: true }
  const wanted = { ...byDefault, ...chosen, ...(webhook_url === null && { webhook: false }) }
  return Object.keys(wanted).filter((channel) => Reflect.get(wanted, channel) === true)
}

export function typeFor(moment: Moment): string | null {
  const { agent, event } = moment
  if (agent === null) return null
  const known = { ...moment, agent }
  return event.type === 'TicketAutoCloseWarned' ? typeOfWarning(known) : typeForKnown(known)
}

type Known = Moment & { agent: Agent }

function typeOfWarning({ agent, agentId, ticket: { assignee, department } }: Known): string | null {
  const isDepartments = agent.departments.some((id) => id === department)
  const isTold = assignee === null ? isDepartments : assignee === agentId
  return isTold ? 'ticket_closing_soon' : null
}

function typeForKnown({ event, agent, agentId, ticket, isShared }: Known): string | null {
  const isDepartments = agent.departments.some((id) => id === ticket.department)
  if (event.type === 'TicketCreated') return isDepartments ? typeOfNew(event) : null
  if (/^Ticket(Una|A)ssigned$/.test(event.type) && ticket.lost === agentId) {
    return 'ticket_unassigned'
  }
  const isIts = ticket.assignee === agentId
  if (event.type === 'TicketReplied') {
    return typeOfReply(event, { agent, isIts, maySee: isIts || (isShared && isDepartments) })
  }
  return isIts ? (typeToAssignee[event.type] ?? null) : null
}

/** One that is given away at once is not for a moment nobody's. */
function typeOfNew({ metadata }: RecordedEvent): string | null {
  return metadata.triggers === 'auto_assign' ? null : 'ticket_created'
}

function typeOfReply(
  event: RecordedEvent,
  { agent, isIts, maySee }: { agent: Agent; isIts: boolean; maySee: boolean },
): string | null {
  const { sender, is_internal, content = '' } = parseData(event)
  if (is_internal === true && maySee && content.includes(`@${agent.name}`)) return 'ticket_mention'
  if (!isIts) return null
  if (is_internal === true) return 'ticket_note'
  return sender?.type === 'customer' ? 'ticket_reply' : 'ticket_staff_reply'
}

type Data = Agent & {
  readonly department_id?: number | null
  readonly agent_id?: number
  readonly sender?: { readonly type: string }
  readonly is_internal?: boolean
  readonly content?: string
  readonly sd_department_visibility?: boolean
}

function parseData(event: RecordedEvent): Data {
  const data: unknown = event.data
  return data as Data
}
