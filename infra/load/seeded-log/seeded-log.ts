import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { createResource } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type TicketState, ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import { deriveCommandId } from '@deskhive/shared/event-store/derive-command-id.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { HashedEvent } from '@deskhive/shared/event-store/hash-chain.ts'
import { asRecorded, describeEvents } from '@deskhive/shared/event-store/new-events.ts'
import type { Decided } from '@deskhive/shared/kernel/decider.ts'
import { type DomainEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import { createRandom, type Random } from '@deskhive/shared/testing/random.ts'
import { changeSomehow, newTicket, people } from '#load/seeded-log/decisions.ts'

/**
 * A log as the desk itself would have written it: every event decided by the domain on the state that its
 * stream has, chained, and the events of thousands of tickets mixed. The same seed makes the same decisions.
 */
export type SeededLog = {
  /** Until it has at least this many in all. @returns how many it has */
  appendUpTo(events: number): Promise<number>
}

/** As a desk of a hundred agents has them open at once: so far apart are the events of one ticket. */
const OPEN_TICKETS = 3_000

/** Appended at once, each to another ticket: the node commits them together. */
const APPENDS_AT_ONCE = 500

/** The first ticket of a desk. */
const FIRST_TICKET = 1_001

/** @param store with an empty log */
export function createSeededLog(store: EventStore, seed: number): SeededLog {
  const random = createRandom(seed)
  const open: TicketLine[] = []
  let nextId = FIRST_TICKET
  let appended = 0
  return {
    appendUpTo: async (events) => {
      if (appended === 0) appended += await appendPeople(store)
      while (appended < events) {
        while (open.length < OPEN_TICKETS) open.push({ id: nextId++, state: null, last: null })
        const turn = takeSome(open, random)
        const counts = await Promise.all(turn.map((line) => goOn(store, line, random)))
        appended += counts.reduce((total, count) => total + count, 0)
        open.push(...turn.filter(({ state }) => state?.status !== 'closed'))
      }
      return appended
    },
  }
}

/** A ticket that goes on, as its last event left it. */
type TicketLine = {
  readonly id: number
  state: TicketState | null
  last: HashedEvent | null
}

function takeSome(open: TicketLine[], random: Random): TicketLine[] {
  return Array.from({ length: APPENDS_AT_ONCE }).flatMap(() =>
    open.splice(random.between(0, open.length - 1), 1),
  )
}

async function goOn(store: EventStore, line: TicketLine, random: Random): Promise<number> {
  const { id, state, last } = line
  const decided = state === null ? newTicket(id, random) : changeSomehow(state, random)
  const stream = streamName('ticket', id)
  const described = describe<TicketEvent>(store, stream, { decided, last })
  const expected = last?.revision ?? 'no_stream'
  const appended = await store.append({ stream, expected, events: described })
  line.last = described.at(-1) ?? last
  line.state = asRecorded(described, appended, new Date().toISOString()).reduce(
    ticketEvolution.evolve,
    state ?? ticketEvolution.initialState,
  )
  return described.length
}

async function appendPeople(store: EventStore): Promise<number> {
  const kinds = [
    { definition: customer, count: people.customers },
    { definition: agent, count: people.agents },
    { definition: department, count: people.departments },
  ]
  let appended = 0
  for (const { definition, count } of kinds) {
    for (let id = 1; id <= count; id += 1) {
      const name = `${definition.title} ${id}`
      const decided = createResource(definition, {
        name,
        email: `${definition.name}-${id}@desk.example`,
      })
      const stream = streamName(definition.name, id)
      const events = describe(store, stream, { decided, last: null })
      await store.append({ stream, expected: 'no_stream', events })
      appended += events.length
    }
  }
  return appended
}

/** Any UUID that is nobody else's. */
const REQUEST = '6f0e2a52-7f3c-5d7e-9a35-0d6c1fbb4b0a'

function describe<E extends DomainEvent>(
  { upcasters }: Pick<EventStore, 'upcasters'>,
  stream: string,
  { decided, last }: { readonly decided: readonly Decided<E>[]; readonly last: HashedEvent | null },
): (E & HashedEvent)[] {
  const command_id = deriveCommandId(REQUEST, `${stream}/${last?.revision ?? 'new'}`)
  return describeEvents({
    stream,
    events: decided,
    previous: last,
    upcasters,
    context: {
      command_id,
      command_type: 'ChangeTicket',
      request_id: command_id,
      actor: { type: 'api_key', id: '1', name: 'Benchmark' },
      api_key_id: '1',
      ip: '127.0.0.1',
      occurred_at: new Date().toISOString(),
    },
  })
}
