import type { Decided } from '../../kernel/decider.ts'
import type { Actor } from '../../kernel/event.ts'
import type { TicketEvent } from './events.ts'

/** What a desk does to a ticket by itself, and how that is said of a change. */
const ticketRules = {
  customer_reply: 'because the customer replied',
  auto_assign: 'by auto-assign',
  auto_close: 'because the customer did not answer',
} as const
type TicketRule = keyof typeof ticketRules

/** `undefined` of a rule of a later version of this program, which has no words here. */
export function wordsOfRule(name: unknown): string | undefined {
  return new Map<unknown, string>(Object.entries(ticketRules)).get(name)
}

/** A change that a rule adds to the one decided just before it. */
export function answering(
  rule: { readonly name: TicketRule; readonly actor?: Actor },
  event: TicketEvent,
): Decided<TicketEvent> {
  return { ...event, rule: { ...rule, answers: 'the event before' } }
}
