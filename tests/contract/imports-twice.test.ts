import { parseTicketEvent } from '@deskhive/shared/domain/ticket/event-types.ts'
import { ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import { ticketPriorities, ticketStatuses } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { fold } from '@deskhive/shared/kernel/decider.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../services/api/testing/start-test-desk.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { importTickets, leastTicket } from './import-samples.ts'

const desk = useTestDesk()
let other: TestApi
beforeAll(async () => {
  other = await desk.startApi()
})
afterAll(() => other[Symbol.asyncDispose]())

/** Each takes some 100 ms on a busy machine. */
const RUNS = 15

const name = fc.constantFrom('Ann', 'Bob', 'Eve')
const person = name.map((one) => ({ name: one, email: `${one}@twice.test` }))
const settable = {
  status: fc.constantFrom(...ticketStatuses),
  priority: fc.constantFrom(...ticketPriorities),
  department: fc.constantFrom(null, 'Billing', 'Sales', 'Field'),
  category: fc.constantFrom(null, 'Mail', 'Print'),
  assigned_to: fc.option(person),
}
const entry = fc.record(
  {
    ...settable,
    by: fc.oneof(name, fc.constant('Updated by 7')),
    is_resolved: fc.boolean(),
    message: fc.record({
      content: fc.constant('Hello'),
      from: fc.constantFrom('agent', 'customer'),
    }),
  },
  { requiredKeys: [] },
)
const ticket = fc
  .record({ ...settable, customer: person, history: fc.array(entry, { maxLength: 8 }) })
  .map(({ history, ...fields }) => ({
    ...leastTicket,
    ...fields,
    history: history.map((one, index) => ({ at: `2016-03-0${index + 1}T00:00:00Z`, ...one })),
  }))

let run = 0

test('importing twice, at once and again, is importing once, whatever is imported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ticket, { minLength: 1, maxLength: 6 }), async (drawn) => {
      run += 1
      const tickets = drawn.map((one, index) => ({ ...one, external_id: `${run}/${index}` }))
      const both = await Promise.all([
        importTickets(desk, tickets),
        importTickets(other, tickets.toReversed()),
      ])
      const head = await desk.desk.log.head()
      const again = await importTickets(desk, tickets)
      expect(again.map(({ result }) => result)).toEqual(tickets.map(() => 'unchanged'))
      expect(await desk.desk.log.head()).toBe(head)

      for (const [index, sent] of tickets.entries()) {
        const mine = both[0][index]
        const theirs = both[1].at(-1 - index)
        expect(mine?.id).toBe(theirs?.id)
        expect(new Set([mine?.result, theirs?.result])).toEqual(new Set(['created', 'unchanged']))
        await expectTold(mine?.id ?? 0, sent)
      }
    }),
    { numRuns: RUNS },
  )
  await expectNamedOnce()
})

type Sent = Awaited<ReturnType<typeof ticket.generate>>['value'] & { readonly external_id: string }

/** Once in the log, and at the end what its entries say in turn. */
async function expectTold(id: number, { external_id, history, ...begun }: Sent): Promise<void> {
  const events = await desk.desk.log.readStream(`ticket-${id}`)
  expect(events.filter(({ type }) => type === 'TicketCreated')).toHaveLength(1)
  expect(events.every(({ metadata }) => metadata.external_id === external_id)).toBe(true)
  const state = fold(
    ticketEvolution,
    events.flatMap((event) => parseTicketEvent(event) ?? []),
  )
  const { status, priority, is_resolved = false } = Object.assign({}, begun, ...history)
  expect(state).toMatchObject({ status, priority, is_resolved })
}

/** Two imports that missed the same thing at the same moment made it once: people by email, the rest by name. */
async function expectNamedOnce(): Promise<void> {
  for (const what of ['customers', 'agents', 'departments', 'categories']) {
    const { body } = await desk.ask('GET', `/internal/${what}?per_page=200`)
    const names = body.data.map((one: { name: string; email: string | null }) =>
      what === 'customers' || what === 'agents' ? one.email : one.name,
    )
    expect([what, new Set(names).size]).toEqual([what, names.length])
  }
}
