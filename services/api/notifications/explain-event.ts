import { parseTicketEvent } from '@deskhive/shared/domain/ticket/event-types.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import {
  explainConcerned,
  reasonForAll,
  reasonOfNobody,
  reasonOfOther,
} from '@deskhive/shared/notifications/explain.ts'
import {
  findDeliveries,
  findProgress,
  listTold,
} from '@deskhive/shared/read-model/queries/told-notifications.ts'
import type { Desk } from '#api/desk.ts'
import { readDeskThen } from '#api/notifications/desk-then.ts'
import {
  type AnyReason,
  type Heard,
  type Listener,
  presentHeard,
  presentListener,
  presentUnheard,
} from '#api/present/listener.ts'

/** More than the agents of any desk: what one event told is never cut into pages. */
const ALL = { page: 1, per_page: 10_000 }

type EventExplanation = {
  /** Why nobody heard; `null` where somebody did. */
  readonly reason: AnyReason | null
  /** Whom the event concerned, and who asked. */
  readonly agents: readonly Listener[]
}

/**
 * Who heard of an event, how, and why others did not. Who heard is told by the notifier's rows; the reasons are made
 * from the log, by the rules that tell agents: nothing is kept for them, so they are there for every event ever.
 * @param asked only this agent, also where the event does not concern it
 */
export async function explainEvent(
  desk: Desk,
  event: RecordedEvent,
  asked: number | null,
): Promise<EventExplanation> {
  const [heard, progress] = await Promise.all([
    findHeard(desk, event),
    findProgress(desk.notifications, event.position),
  ])
  const { agents, reason } = await explainTo(desk, event, { heard, asked, progress })
  const isHeard = heard.length > 0
  return {
    reason: isHeard ? null : (reason ?? commonReason(agents)),
    agents: asked === null ? agents : agents.filter(({ agent }) => agent.id === asked),
  }
}

async function findHeard({ notifications: db }: Desk, { id }: RecordedEvent): Promise<Heard[]> {
  const { rows } = await listTold(db, { eventId: id }, ALL)
  const deliveries = await findDeliveries(
    db,
    rows.map(({ key }) => key),
  )
  const byKey = Map.groupBy(deliveries, ({ notification_key }) => notification_key)
  return rows.map((told) => ({ told, deliveries: byKey.get(told.key) ?? [] }))
}

type Question = {
  readonly heard: readonly Heard[]
  readonly asked: number | null
  readonly progress: { readonly isReached: boolean; readonly isParked: boolean }
}

type Answer = { readonly agents: readonly Listener[]; readonly reason: AnyReason | null }

async function explainTo(
  desk: Desk,
  event: RecordedEvent,
  { heard, asked, progress }: Question,
): Promise<Answer> {
  const ticketEvent = parseTicketEvent(event)
  const reason = reasonForAll(event) ?? reasonOfProgress(progress)
  if (ticketEvent === null || reason !== null) {
    const agents = heard.map(presentHeard)
    const answer = (id: number) => presentUnheard({ id, name: null }, reason ?? 'no_policy')
    return { agents: withAsking(agents, asked, answer), reason }
  }

  const at = await readDeskThen(desk, ticketEvent, asked)
  const nameOf = (id: number) => at.agents.get(id)?.name ?? null
  const concerned = explainConcerned(ticketEvent, at).map((explanation) => {
    const found = heard.find(({ told }) => told.agent_id === explanation.agent_id)
    return presentListener(explanation, { found, name: nameOf(explanation.agent_id) })
  })
  // Rows that today's rules would not write were written by those of an earlier version.
  const earlier = heard.filter(({ told }) => !isAmong(concerned, told.agent_id)).map(presentHeard)
  const answer = (id: number) =>
    presentUnheard({ id, name: nameOf(id) }, reasonOfOther(ticketEvent, at, id))
  return {
    agents: withAsking([...concerned, ...earlier], asked, answer),
    reason: concerned.length === 0 ? reasonOfNobody(ticketEvent, at) : null,
  }
}

function withAsking(
  agents: readonly Listener[],
  asked: number | null,
  answer: (id: number) => Listener,
): Listener[] {
  return asked === null || isAmong(agents, asked) ? [...agents] : [...agents, answer(asked)]
}

function isAmong(agents: readonly Listener[], id: number): boolean {
  return agents.some(({ agent }) => agent.id === id)
}

function reasonOfProgress({ isReached, isParked }: Question['progress']): AnyReason | null {
  if (!isReached) return 'not_yet'
  return isParked ? 'parked' : null
}

function commonReason(agents: readonly Listener[]): AnyReason {
  const [reason, ...others] = new Set(agents.map((agent) => agent.reason))
  return others.length === 0 ? (reason ?? 'not_concerned') : 'several'
}
