import { type Activity, type NameOf, nameIn } from '../activity/activity.ts'
import type { TicketEventType } from './events.ts'
import { wordsOfRule } from './rules.ts'

/** `Ticket SD-1001 status changed to closed` */
export function describeTicketActivity(activity: Activity, nameOf: NameOf): string {
  const predicate = predicates[parseType(activity.type)]
  const name = (field: string) => nameIn(activity, field, nameOf)
  const what = `Ticket ${nameOf('ticket', activity.resource_id)} ${predicate(activity.details, name)}`
  const why = wordsOfRule(activity.details['rule'])
  return why === undefined ? what : `${what} ${why}`
}

type Predicate = (details: Activity['details'], name: (field: string) => string | null) => string

const words = (value: unknown) => String(value).replaceAll('_', ' ')
const changedTo =
  (field: string): Predicate =>
  (details) =>
    `${field} changed to ${words(details[field])}`
const movedTo =
  (what: string): Predicate =>
  (_details, name) => {
    const to = name(`${what}_id`)
    return to === null ? `${what} removed` : `${what} changed to ${to}`
  }

const predicates: { readonly [type in TicketEventType]: Predicate } = {
  TicketCreated: () => 'created',
  TicketStatusChanged: changedTo('status'),
  TicketClosed: () => 'status changed to closed',
  TicketReopened: changedTo('status'),
  TicketPrioritised: changedTo('priority'),
  TicketAssigned: (_details, name) => `assigned to ${name('agent_id')}`,
  TicketUnassigned: () => 'unassigned',
  TicketMovedToDepartment: movedTo('department'),
  TicketCategorised: movedTo('category'),
  TicketProductChanged: movedTo('product'),
  TicketLabelled: () => 'labels changed',
  TicketMarkedResolved: () => 'marked resolved',
  TicketMarkedUnresolved: () => 'marked unresolved',
  TicketLocked: () => 'locked',
  TicketUnlocked: () => 'unlocked',
  TicketReplied: ({ is_internal }) =>
    is_internal === true ? 'received an internal note' : 'received a reply',
  TicketMessageLiked: (_details, name) => `message liked by ${name('agent_id')}`,
  TicketMessageUnliked: (_details, name) => `message no longer liked by ${name('agent_id')}`,
  TicketAutoCloseWarned: () => 'about to be closed',
  TicketDeleted: () => 'deleted',
}

/** Only ticket events are kept as a ticket's activities. */
function parseType(type: string): TicketEventType {
  return type as TicketEventType
}
