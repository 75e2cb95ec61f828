import { parseStreamName, type RecordedEvent } from '../../kernel/event.ts'
import { parseTicketEvent } from '../ticket/event-types.ts'
import { evolveTicket, noTicket, type Ticket } from '../ticket/state.ts'
import {
  factsOf,
  noProgress,
  type ReportedTicket,
  type ReportProgress,
  type TicketFacts,
} from './ticket-facts.ts'

type Followed = { readonly ticket: ReportedTicket; readonly progress: ReportProgress }

/** All tickets of a log at once, of each only the few words that reports want to know: no texts. */
export function followTickets(): {
  /** Takes the next event of the log. @returns `null` where it is none of a ticket */
  readonly after: (event: RecordedEvent) => TicketFacts | null
} {
  const followed = new Map<number, Followed>()
  return {
    after: (recorded) => {
      const event = parseTicketEvent(recorded)
      const id = parseStreamName(recorded.stream)?.id
      if (event === null || id === undefined) return null

      const known = followed.get(id)
      const after = fewWordsOf(evolveTicket({ ...noTicket, ...known?.ticket }, event))
      const facts = factsOf(event, {
        before: known?.ticket ?? null,
        after,
        progress: known?.progress ?? noProgress(id),
      })
      followed.set(id, { ticket: after, progress: facts.progress })
      return facts
    },
  }
}

function fewWordsOf(ticket: Ticket): ReportedTicket {
  const { id, status, status_since, priority, department_id, assigned_to } = ticket
  const { created_at, is_deleted } = ticket
  return { id, status, status_since, priority, department_id, assigned_to, created_at, is_deleted }
}
