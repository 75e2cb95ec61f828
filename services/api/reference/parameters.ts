import { singular } from '#api/reference/operation-name.ts'

/** What a list may be asked for, and what else stands in an address. */
const descriptions: { readonly [name: string]: string } = {
  page: 'Which page, from 1 on. Past the end it is empty.',
  status: 'Only those of this status.',
  priority: 'Only those of this priority.',
  type: 'Only those of this type.',
  department_id: 'Only those of this department.',
  customer_id: 'Only those of this customer.',
  assigned_to: 'Only those of this agent.',
  is_active: 'Only those who work, or only those who do not.',
  ticket_id: 'Only what is about this ticket.',
  agent_id: 'Only what this agent was told, or would have been.',
  event_id: 'Only what this event led to.',
  as_of: 'A time (ISO 8601) or a position of the log: what there was then.',
  start_date: 'The first day in UTC. Without it the period has 30 days.',
  end_date: 'The last day in UTC. Without it today.',
  format: '`csv` brings a table.',
  after: 'A position of the log: what comes behind it.',
  limit: 'How many at most. 100 unless given.',
  types: 'Only events of these types, separated by commas.',
  resource: 'Only what is about this resource, such as `tickets`.',
  id: 'With a resource: only this one of it.',
  q: 'What to look for, of 2 characters or more.',
}

/** Where it is not 15. */
const perPage: { readonly [path: string]: string } = {
  '/internal/tickets': 'As many as the setting `sd_tickets_per_page` says unless given.',
  '/external/tickets': 'As many as the setting `sd_tickets_per_page` says unless given.',
  '/external/tickets/:id/messages': '30 unless given.',
  '/external/notifications': '20 unless given.',
}

export function describeQuery(name: string, path: string): string | undefined {
  if (name === 'per_page') return `How many on a page. ${perPage[path] ?? '15 unless given.'}`
  return descriptions[name]
}

/** `:id` of `/tickets/:id` is the ticket's. */
export function describePathId(name: string, path: string): string {
  const parts = path.split('/')
  const thing = parts[parts.indexOf(`:${name}`) - 1] ?? ''
  return `The id of the ${singular(thing).replaceAll('-', ' ')}.`
}
