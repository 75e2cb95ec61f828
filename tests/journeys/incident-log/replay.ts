import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { expectStatus, idOf, type PatientClient } from '#tests/support/patient-client.ts'
import { type Cast, CLIENTS_AT_ONCE } from './cast.ts'
import type { Incident, IncidentRecord, TicketText } from './incidents.ts'
import type { IncidentLog } from './load-log.ts'
import { actorOf, callerAnswers, callerIsAsked, priorityOf, statusOf } from './mapping.ts'

/** Incidents side by side, the states of each one in order. @returns incident number → ticket id */
export async function replayIncidents(cast: Cast, log: IncidentLog): Promise<Map<string, number>> {
  const tickets = new Map<string, number>()
  await inParallel(log.incidents, CLIENTS_AT_ONCE, async (incident, index) => {
    const text = log.texts[index % log.texts.length] ?? { title: 'No title', body: 'No text' }
    tickets.set(incident.number, await replayIncident(cast, incident, text))
  })
  return tickets
}

async function replayIncident(cast: Cast, incident: Incident, text: TicketText): Promise<number> {
  const customer = idFrom(cast.customers, incident.caller)
  const ticket = await openTicket(cast, incident, text)
  let before: IncidentRecord | undefined
  for (const now of incident.records) {
    if (callerAnswers(before, now)) {
      const reply = { content: `${text.title}, once more`, customer_id: customer }
      expectStatus(await cast.staff.post(`/internal/tickets/${ticket}/messages`, reply), 201)
    }
    await recordByStaff(cast, ticket, now)
    await recordByActor(cast, ticket, now)
    if (callerIsAsked(before, now)) await askCaller(cast, ticket, now)
    before = now
  }
  return ticket
}

async function openTicket(cast: Cast, incident: Incident, text: TicketText): Promise<number> {
  const [first] = incident.records
  if (!first) throw new RangeError(`${incident.number} has no state`)
  const answer = await cast.staff.post('/internal/tickets', {
    customer_id: idFrom(cast.customers, incident.caller),
    title: text.title,
    content: text.body,
    priority: priorityOf(first),
    ...(first.group !== null && { department_id: idFrom(cast.departments, first.group) }),
  })
  return idOf(expectStatus(answer, 201))
}

async function recordByStaff(cast: Cast, ticket: number, now: IncidentRecord): Promise<void> {
  const answer = await cast.staff.put(`/internal/tickets/${ticket}`, {
    ...(now.group !== null && { department_id: idFrom(cast.departments, now.group) }),
    assigned_to: now.resolver === null ? null : agentOf(cast, now.resolver).id,
    labels: now.category === null ? [] : [idFrom(cast.labels, now.category)],
    ...(now.state !== 'Closed' && { is_resolved: now.state === 'Resolved' }),
  })
  expectStatus(answer, 200)
}

/** An agent has an own way to close a ticket; everything else is a change like another. */
async function recordByActor(cast: Cast, ticket: number, now: IncidentRecord): Promise<void> {
  const { client, path, isAgent } = actingClient(cast, ticket, now)
  const [status, priority] = [statusOf(now), priorityOf(now)]
  const closesItself = isAgent && status === 'closed'
  const change = closesItself ? { priority } : { priority, status }
  expectStatus(await client.put(path, change), 200)
  if (closesItself) expectStatus(await client.post(`${path}/close`), 200)
}

async function askCaller(cast: Cast, ticket: number, now: IncidentRecord): Promise<void> {
  const { client, path } = actingClient(cast, ticket, now)
  const content = `${now.state}: please tell us more`
  expectStatus(await client.post(`${path}/messages`, { content }), 201)
}

type Acting = { readonly client: PatientClient; readonly path: string; readonly isAgent: boolean }

function actingClient(cast: Cast, ticket: number, now: IncidentRecord): Acting {
  const agent = actorOf(now, cast.teams)
  if (agent === null) {
    return { client: cast.staff, path: `/internal/tickets/${ticket}`, isAgent: false }
  }
  const { client } = agentOf(cast, agent)
  return { client, path: `/external/tickets/${ticket}`, isAgent: true }
}

function agentOf(cast: Cast, resolver: string) {
  const agent = cast.agents.get(resolver)
  if (!agent) throw new RangeError(`There is no agent ${resolver}`)
  return agent
}

function idFrom(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new RangeError(`There is nothing called ${name}`)
  return id
}
