import { agent as agentDefinition } from '@deskhive/shared/domain/agent/agent.ts'
import {
  type ResourceState,
  resourceEvolution,
} from '@deskhive/shared/domain/resource/resource-state.ts'
import type { Candidate } from '@deskhive/shared/domain/ticket/choose-agent.ts'
import { parseTicketEvent } from '@deskhive/shared/domain/ticket/event-types.ts'
import { createWorkloads } from '@deskhive/shared/domain/ticket/workloads.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'

/**
 * Who could be given a ticket, folded in memory from the whole log in its order, from the first time that
 * somebody asks. What this process has chosen counts before it is in the log; what it has written, it has
 * heard of before it answers; other processes' writes may be some ms behind.
 */
export type AgentWorkloads = {
  /** Waits, briefly, until what was written before is counted. Begins to follow the log. */
  untilHeard(): Promise<void>
  /** Active agents of the department. At once, so that who chooses and reserves in one go meets nobody. */
  candidatesOf(departmentId: number): Candidate[]
  /** Counts the ticket as the agent's until the log tells or it is released. */
  reserve(ticketId: number, agentId: number): void
  release(ticketId: number): void
  /** This process wrote one of these up to here; others than tickets and agents make no difference. */
  expect(resource: string, position: Position): void
  /** Follows the log until `signal` aborts, from the first question on, or from now. */
  follow(signal: AbortSignal): Promise<void>
  start(): void
}

/** For the first question after a start: a log of some ten thousand events is read by then. */
const CATCH_UP_MS = 2_000
/** For the events of this process's own last writes; normally a few ms. */
const HEAR_OWN_MS = 500
/** A command whose outcome stays unknown for longer was not written. */
const RESERVED_MS = 30_000

const followed = new Set(['ticket', agentDefinition.name])
const evolution = resourceEvolution(agentDefinition)

export function createAgentWorkloads(log: Pick<EventStore, 'subscribe'>): AgentWorkloads {
  const workloads = createWorkloads()
  const agents = new Map<number, ResourceState>()
  const reservations = createReservations()
  const begun = Promise.withResolvers<void>()
  const progress = createProgress()

  const hear = (event: RecordedEvent) => {
    const stream = parseStreamName(event.stream)
    const ticketEvent = parseTicketEvent(event)
    if (stream?.resource === agentDefinition.name) {
      agents.set(
        stream.id,
        evolution.evolve(agents.get(stream.id) ?? evolution.initialState, event),
      )
    } else if (stream !== null && ticketEvent !== null) {
      workloads.hear(ticketEvent)
      if (ticketEvent.type === 'TicketAssigned') reservations.release(stream.id)
    }
  }

  return {
    start: begun.resolve,
    follow: async (signal) => {
      signal.addEventListener('abort', () => begun.resolve(), { once: true })
      if (!signal.aborted) await begun.promise
      const streamPrefixes = [...followed].map((resource) => `${resource}-`)
      const { onCaughtUp } = progress
      const batches = log.subscribe({ from: logStart, streamPrefixes, signal, onCaughtUp })
      for await (const batch of batches) {
        for (const event of batch) hear(event)
        progress.reach(batch.at(-1)?.position ?? logStart)
      }
    },
    expect: (resource, position) => {
      if (followed.has(resource)) progress.expect(position)
    },
    untilHeard: async () => {
      begun.resolve()
      await progress.untilHeard()
    },
    candidatesOf: (departmentId) =>
      [...agents.values()]
        .filter((agent) => isMember(agent, departmentId))
        .map(({ id }) => reservations.addTo({ agent_id: id, ...workloads.of(id) })),
    reserve: reservations.reserve,
    release: reservations.release,
  }
}

/** What was chosen and not heard of from the log yet, by ticket. */
function createReservations() {
  const reserved = new Map<number, { readonly agentId: number; readonly at: number }>()
  return {
    reserve: (ticketId: number, agentId: number) => {
      const oldest = Date.now() - RESERVED_MS
      for (const [id, { at }] of reserved) if (at < oldest) reserved.delete(id)
      reserved.set(ticketId, { agentId, at: Date.now() })
    },
    release: (ticketId: number) => {
      reserved.delete(ticketId)
    },
    addTo: (candidate: Candidate): Candidate => {
      const oldest = Date.now() - RESERVED_MS
      const mine = [...reserved.values()].filter(
        ({ agentId, at }) => agentId === candidate.agent_id && at > oldest,
      )
      const last = mine.at(-1)
      if (last === undefined) return candidate
      return {
        ...candidate,
        open_tickets: candidate.open_tickets + mine.length,
        last_assigned_at: new Date(last.at).toISOString(),
      }
    },
  }
}

/** Works, lives, and belongs to the department. */
export function isMember({ fields, is_deleted }: ResourceState, departmentId: number): boolean {
  const { departments, is_active } = fields
  const isOfDepartment = Array.isArray(departments) && departments.includes(departmentId)
  return is_active === true && !is_deleted && isOfDepartment
}

/** How far the log was heard, and whoever waits for more of it. */
function createProgress() {
  let reached = logStart
  let expected = logStart
  let isCaughtUp = false
  let news = new AbortController()

  const wake = () => {
    news.abort()
    news = new AbortController()
  }
  const isHeard = () => isCaughtUp && reached >= expected
  return {
    expect: (position: Position) => {
      if (position > expected) expected = position
    },
    reach: (position: Position) => {
      reached = position
      wake()
    },
    onCaughtUp: () => {
      isCaughtUp = true
      wake()
    },
    /** Or until it took too long: what is known then has to do. */
    untilHeard: async (): Promise<void> => {
      const endsAt = performance.now() + (isCaughtUp ? HEAR_OWN_MS : CATCH_UP_MS)
      while (!isHeard() && performance.now() < endsAt) {
        await pause(endsAt - performance.now(), news.signal)
      }
    },
  }
}
