import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Ask } from './ask.ts'
import { ticketsIn } from './tickets-in.ts'

// What a desk says of its past, against a fold of the log up to then.

type Past = { readonly ask: Ask; readonly log: readonly RecordedEvent[]; readonly ids: Referred }

const RUNS = { numRuns: 500 }

/** Lists, their filters, pages and totals are at any moment what the log up to then says. */
export async function expectPastLists({ ask, log, ids }: Past): Promise<void> {
  await fc.assert(
    fc.asyncProperty(momentsOf(log), filtersOf(ids), pages, (moment, filter, page) =>
      expectPastPage(ask, log, { moment, filter, ...page }),
    ),
    RUNS,
  )
}

/** Each ticket is at any moment what its events up to then say, and not found where there are none. */
export async function expectPastTickets({ ask, log, ids }: Past): Promise<void> {
  await fc.assert(
    fc.asyncProperty(momentsOf(log), fc.constantFrom(...ids.tickets), (moment, id) =>
      expectPastTicket(ask, log, { moment, id }),
    ),
    RUNS,
  )
}

type PastMoment = {
  readonly as_of: string
  readonly isPast: (event: RecordedEvent) => boolean
}

const byTime = (ms: number): PastMoment => ({
  as_of: new Date(ms).toISOString(),
  isPast: ({ metadata }) => Date.parse(metadata.occurred_at) <= ms,
})
const byPosition = (position: bigint): PastMoment => ({
  as_of: String(position),
  isPast: (event) => event.position <= position,
})

/** From just before the first event to just after the last, at any millisecond and any number, or exactly at an event. */
function momentsOf(log: readonly RecordedEvent[]): fc.Arbitrary<PastMoment> {
  const events = fc.constantFrom(...log)
  const times = log.map(({ metadata }) => Date.parse(metadata.occurred_at))
  const [from, to] = [Math.min(...times) - 1_000, Math.max(...times) + 1_000]
  return fc.oneof(
    fc.integer({ min: from, max: to }).map(byTime),
    events.map(({ metadata }) => byTime(Date.parse(metadata.occurred_at))),
    events.map(({ metadata }) => byTime(Date.parse(metadata.occurred_at) - 1)),
    fc.bigInt({ min: 0n, max: log.at(-1)?.position ?? 0n }).map(byPosition),
    events.map(({ position }) => byPosition(position)),
  )
}

/** What was there only later, for an import reached back beyond it, is shown by its first name. */
function ticketsAt(log: readonly RecordedEvent[], { isPast }: PastMoment) {
  const isFirst = ({ stream, revision }: RecordedEvent) =>
    revision === 0 && !stream.startsWith('ticket-')
  return ticketsIn(log.filter((event) => isPast(event) || isFirst(event)))
}

type PastFilter = Readonly<Record<string, string | number>>

type Expected = ReturnType<typeof ticketsIn>[number]

const valueOf: { readonly [filter: string]: (ticket: Expected) => unknown } = {
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  department_id: ({ department }) => department?.id,
  customer_id: ({ customer }) => customer?.id,
  assigned_to: ({ assigned_to }) => assigned_to?.id,
}

/** What the desk has, by their ids. */
export type Referred = {
  readonly tickets: readonly number[]
  readonly departments: readonly number[]
  readonly customers: readonly number[]
  readonly agents: readonly number[]
}

function filtersOf(ids: Referred): fc.Arbitrary<PastFilter> {
  return fc
    .record(
      {
        status: fc.constantFrom('open', 'in_progress', 'on_hold', 'closed'),
        priority: fc.constantFrom('low', 'medium', 'high', 'critical'),
        department_id: fc.constantFrom(...ids.departments),
        customer_id: fc.constantFrom(...ids.customers),
        assigned_to: fc.constantFrom(...ids.agents),
      },
      { requiredKeys: [] },
    )
    .filter((values) => Object.keys(values).length <= 2)
}

type PastPage = {
  readonly filter: PastFilter
  readonly page: number
  readonly per_page: number
}

const pages = fc.record({
  page: fc.integer({ min: 1, max: 3 }),
  per_page: fc.constantFrom(1, 2, 15),
})

/** The page of the list, and its total, are what the log up to then says. */
async function expectPastPage(
  ask: Ask,
  log: readonly RecordedEvent[],
  { moment, filter, page, per_page }: PastPage & { readonly moment: PastMoment },
): Promise<void> {
  const wanted = ticketsAt(log, moment).filter((ticket) =>
    Object.entries(filter).every(([name, value]) => valueOf[name]?.(ticket) === value),
  )
  const query = new URLSearchParams({
    as_of: moment.as_of,
    page: `${page}`,
    per_page: `${per_page}`,
  })
  for (const [name, value] of Object.entries(filter)) query.set(name, String(value))
  const { status, body } = await ask('GET', `/internal/tickets?${query.toString()}`)
  expect(status).toBe(200)
  const onPage = wanted.slice((page - 1) * per_page, page * per_page)
  expect(body.data).toEqual(onPage.map((ticket) => expect.objectContaining(ticket)))
  expect(body.meta).toEqual({
    current_page: page,
    last_page: Math.max(1, Math.ceil(wanted.length / per_page)),
    per_page,
    total: wanted.length,
  })
}

/** The ticket is what its events up to then say, and not found where there are none. */
async function expectPastTicket(
  ask: Ask,
  log: readonly RecordedEvent[],
  { moment, id }: { readonly moment: PastMoment; readonly id: number },
): Promise<void> {
  const wanted = ticketsAt(log, moment).find((ticket) => ticket.id === id)
  const { status, body } = await ask('GET', `/internal/tickets/${id}?as_of=${moment.as_of}`)
  expect(status).toBe(wanted === undefined ? 404 : 200)
  expect(body.data ?? {}).toMatchObject(wanted ?? {})
}
