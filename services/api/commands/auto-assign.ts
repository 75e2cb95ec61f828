import { chooseAgent } from '@deskhive/shared/domain/ticket/choose-agent.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { TicketState } from '@deskhive/shared/domain/ticket/state.ts'
import type { Handled } from '@deskhive/shared/event-store/aggregate-store.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { findLiving } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import { isMember } from '#api/commands/workloads.ts'
import type { Desk } from '#api/desk.ts'

type HandledTicket = Handled<TicketState, TicketEvent>

/** `departmentId`: where the ticket comes in with nobody to work on it; `null` where nobody is to be found. */
type Arrival = { readonly ticketId: number; readonly departmentId: number | null }

/** Writes a ticket with the agent whose turn it is, where the desk assigns by itself and somebody is there. */
export async function withAutoAssignee(
  desk: Desk,
  { ticketId, departmentId }: Arrival,
  write: (agentId: number | null) => Promise<HandledTicket>,
): Promise<HandledTicket> {
  const { values } = await loadSettings(desk)
  if (!values.sd_enable_auto_assign || departmentId === null) return write(null)
  const agentId = await findAgent(desk, ticketId, departmentId)
  if (agentId === null) return write(null)
  try {
    const handled = await write(agentId)
    const isGiven = handled.events.some(({ type }) => type === 'TicketAssigned')
    if (!isGiven || handled.repeated) desk.workloads.release(ticketId)
    return handled
  } catch (error) {
    // Of anything else the outcome is unknown: the log tells, or the reservation ends.
    if (error instanceof Refused) desk.workloads.release(ticketId)
    throw error
  }
}

/** Whose turn it is by what this process has heard, if its own stream agrees that it may. */
async function findAgent(
  desk: Desk,
  ticketId: number,
  departmentId: number,
): Promise<number | null> {
  await desk.workloads.untilHeard()
  const gone = new Set<number>()
  for (;;) {
    const candidates = desk.workloads.candidatesOf(departmentId)
    const agentId = chooseAgent(candidates.filter(({ agent_id }) => !gone.has(agent_id)))
    if (agentId === null) return null
    desk.workloads.reserve(ticketId, agentId) // before anything is waited for: others choose meanwhile
    const agent = await findLiving(desk, 'agent', agentId)
    if (agent !== null && isMember(agent, departmentId)) return agentId
    desk.workloads.release(ticketId)
    gone.add(agentId)
  }
}
