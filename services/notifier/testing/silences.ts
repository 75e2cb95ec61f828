import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import {
  channelsFor,
  didIt,
  type Moment,
  momentsOf,
  typeFor,
} from '@deskhive/shared/notifications/testing/ledger.ts'

/**
 * Why who did not hear of what, said a second time: for every event of a ticket and every agent known by then.
 * @returns lines `<event id> <agent id> <reason, or told>`
 */
export function expectedReasons(log: readonly RecordedEvent[]): string[] {
  return momentsOf(log).map((moment) => `${moment.event.id} ${moment.agentId} ${reasonIn(moment)}`)
}

const heardByNobody = /^TicketMessage/
const forOthersThanTheAssignee = /^Ticket(Created|Assigned|Unassigned|AutoCloseWarned)$/

function reasonIn(moment: Moment): string {
  const { event, agent } = moment
  if (heardByNobody.test(event.type)) return 'no_policy'
  if (!agent?.is_active) return 'inactive'
  const type = typeFor(moment)
  const hidden = whatHides(moment)
  if (didIt(moment) && (type !== null || hidden !== null)) return 'did_it_itself'
  if (type !== null) return channelsFor(agent, type).length === 0 ? 'switched_off' : 'told'
  return hidden ?? whyNotConcerned(moment)
}

function whyNotConcerned({ event, ticket }: Moment): string {
  if (forOthersThanTheAssignee.test(event.type)) return 'not_concerned'
  return ticket.assignee === null ? 'no_assignee' : 'not_concerned'
}

/** Called by name in a note on a ticket of others, or of the department that never got to see it. */
function whatHides({ event, agent, ticket }: Moment): string | null {
  if (event.type === 'TicketCreated') {
    return agent?.departments.some((id) => id === ticket.department) ? 'given_away_at_once' : null
  }
  const { content, is_internal } = event.data
  if (event.type !== 'TicketReplied' || typeof content !== 'string') return null
  return is_internal === true && content.includes(`@${agent?.name}`) ? 'may_not_see' : null
}
