import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'

type Agent = {
  is_active: boolean
  departments: readonly number[]
  notification_settings: Record<string, { in_app?: boolean; email?: boolean } | undefined>
}
type Ticket = { department: number | null; assignee: number | null }

const statusTypes = new Set([
  'TicketStatusChanged',
  'TicketClosed',
  'TicketReopened',
  'TicketPrioritised',
  'TicketMovedToDepartment',
])

/**
 * Who has to have heard of what, said a second time and in another way than the notifier says it.
 * @returns lines `<event id> <agent id> <type> <channel>`, sorted
 */
export function expectedLedger(log: readonly RecordedEvent[]): string[] {
  const agents = new Map<number, Agent>()
  const tickets = new Map<number, Ticket>()
  const lines: string[] = []

  for (const event of log) {
    const [resource, idText] = event.stream.split('-')
    const id = Number(idText)
    if (resource === 'agent') {
      if (event.type === 'AgentDeleted') agents.delete(id)
      else agents.set(id, { ...agents.get(id), ...parseData(event) })
    } else {
      const ticket = moved(tickets.get(id) ?? { department: null, assignee: null }, event)
      tickets.set(id, ticket)
      lines.push(
        ...[...agents].flatMap(([agentId, agent]) => told({ event, agent, agentId, ticket })),
      )
    }
  }
  return lines.sort()
}

function moved({ department, assignee }: Ticket, event: RecordedEvent): Ticket {
  const { department_id, agent_id } = parseData(event)
  return {
    department: department_id === undefined ? department : department_id,
    assignee:
      event.type === 'TicketAssigned'
        ? (agent_id ?? null)
        : event.type === 'TicketUnassigned'
          ? null
          : assignee,
  }
}

type Moment = { event: RecordedEvent; agent: Agent; agentId: number; ticket: Ticket }

function told(moment: Moment): string[] {
  const { event, agent, agentId } = moment
  const { actor_type, actor_id } = event.metadata
  const type = typeFor(moment)
  const didIt = actor_type === 'agent' && Number(actor_id) === agentId
  if (type === null || !agent.is_active || didIt) return []

  const wanted = { in_app: true, email: false, ...agent.notification_settings[type] }
  return Object.entries(wanted)
    .filter(([, isWanted]) => isWanted)
    .map(([channel]) => `${event.id} ${agentId} ${type} ${channel}`)
}

function typeFor({ event, agent, agentId, ticket }: Moment): string | null {
  if (event.type === 'TicketCreated') {
    return agent.departments.some((id) => id === ticket.department) ? 'ticket_created' : null
  }
  if (ticket.assignee !== agentId) return null
  if (event.type === 'TicketAssigned') return 'ticket_assigned'
  if (statusTypes.has(event.type)) return 'ticket_status'
  return isPublicReplyOfCustomer(event) ? 'ticket_reply' : null
}

function isPublicReplyOfCustomer(event: RecordedEvent): boolean {
  const { sender, is_internal } = parseData(event)
  return event.type === 'TicketReplied' && sender?.type === 'customer' && is_internal === false
}

type Data = Agent & {
  readonly department_id?: number | null
  readonly agent_id?: number
  readonly sender?: { readonly type: string }
  readonly is_internal?: boolean
}

function parseData(event: RecordedEvent): Data {
  const data: unknown = event.data
  return data as Data
}
