import type { TicketPriority, TicketStatus } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Incident, IncidentRecord } from './incidents.ts'

/**
 * How a recorded state of an incident becomes requests; the replay and the oracle both follow it.
 *
 * A first state  → staff opens a ticket for the caller, with priority and department (the desk's default
 *                  where no group was recorded). Each state, the first included, then goes on:
 * 1. a caller    → answers, where the incident leaves "Awaiting User Info" for "Active", and where it is
 *                  open again after it was closed (so the reply is what reopens the ticket).
 * 2. staff       → sets department (no group recorded: as it is), assignee (none recorded: nobody), the
 *                  category as the one label, and is_resolved ("Closed" leaves it as it is), all in one PUT.
 * 3. the actor   → sets priority and status. It is the assignee where the group is the one that this
 *                  resolver is recorded with most often, for then its own team works on it; else staff.
 * 4. the actor   → asks the caller, where the state changed to an "Awaiting …".
 */
const priorities: Readonly<Record<string, TicketPriority>> = {
  '1': 'critical',
  '2': 'high',
  '3': 'medium',
  '4': 'low',
}

export function priorityOf({ priority }: IncidentRecord): TicketPriority {
  const mapped = priorities[priority.slice(0, 1)]
  if (!mapped) throw new RangeError(`The log has an unknown priority: ${priority}`)
  return mapped
}

export function statusOf({ state }: IncidentRecord): TicketStatus {
  if (state === 'New') return 'open'
  if (state === 'Active') return 'in_progress'
  if (state.startsWith('Awaiting ')) return 'on_hold'
  if (state === 'Resolved' || state === 'Closed') return 'closed'
  throw new RangeError(`The log has an unknown state: ${state}`)
}

export function callerAnswers(before: IncidentRecord | undefined, now: IncidentRecord): boolean {
  if (!before) return false
  const hasGivenInfo = before.state === 'Awaiting User Info' && now.state === 'Active'
  return hasGivenInfo || (statusOf(before) === 'closed' && statusOf(now) !== 'closed')
}

export function callerIsAsked(before: IncidentRecord | undefined, now: IncidentRecord): boolean {
  return statusOf(now) === 'on_hold' && before?.state !== now.state
}

/** The assignee that sets status and priority itself, or `null` for staff. */
export function actorOf(
  { resolver, group }: IncidentRecord,
  teams: ReadonlyMap<string, string>,
): string | null {
  if (resolver === null || group === null) return null
  return teams.get(resolver) === group ? resolver : null
}

/** Resolver → the group it is recorded with most often; of equals the first by name. */
export function teamsOf(incidents: readonly Incident[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const { resolver, group } of incidents.flatMap(({ records }) => records)) {
    if (resolver === null) continue
    const groups = counts.get(resolver) ?? new Map<string, number>()
    counts.set(resolver, groups)
    if (group !== null) groups.set(group, (groups.get(group) ?? 0) + 1)
  }
  const teams = new Map<string, string>()
  for (const [resolver, groups] of counts) {
    const [team] = [...groups].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    if (team) teams.set(resolver, team[0])
  }
  return teams
}

export function distinct(
  incidents: readonly Incident[],
  column: 'group' | 'resolver' | 'category',
): string[] {
  const values = incidents.flatMap(({ records }) => records.map((record) => record[column]))
  return [...new Set(values)].filter((value) => value !== null).sort()
}
