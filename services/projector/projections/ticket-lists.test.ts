import { ticketPriorities, ticketStatuses } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { keptListOf, readByBlocks } from '@deskhive/shared/read-model/queries/ticket-blocks.ts'
import type { TicketQuestion } from '@deskhive/shared/read-model/queries/ticket-conditions.ts'
import { listTickets } from '@deskhive/shared/read-model/queries/tickets.ts'
import type { TicketRow } from '@deskhive/shared/read-model/tables.ts'
import { followChanges } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'
import { findDifferences } from '@deskhive/shared/testing/fold-check.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atAnyTime } from '#projector/testing/at-any-time.ts'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import { randomLog } from '#projector/testing/random-history.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'

let models: ReadModels

beforeAll(async () => {
  models = await startReadModels()
}, 30_000)

afterAll(() => models[Symbol.asyncDispose]())

/** Mostly not: what is asked for should be there. */
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const smallId = fc.integer({ min: 1, max: 3 })

const questions: fc.Arbitrary<TicketQuestion> = fc.record({
  filter: fc.record({
    status: optional(fc.constantFrom(...ticketStatuses)),
    priority: optional(fc.constantFrom(...ticketPriorities)),
    department_id: optional(smallId),
    customer_id: optional(smallId),
    assigned_to: optional(smallId),
  }),
  scope: fc.option(
    fc.record({ agentId: smallId, departments: fc.subarray([1, 2], { maxLength: 1 }) }),
  ),
})

/** Where in the log blocks are counted, and how small they are: as on a desk with a million tickets. */
const following = fc.record({
  at: fc.array(fc.nat(60), { maxLength: 4 }).map((cuts) => cuts.toSorted((a, b) => a - b)),
  sizes: fc.record({ shortest: fc.integer({ min: 1, max: 3 }) }),
})

test('each page of any filter is its part of the whole list, wherever blocks were counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      atAnyTime(randomLog({ tickets: 15 })),
      following,
      fc.array(questions, { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (log, { at, sizes }, asked, per_page) => {
        await models.clear()
        for (const cut of at) {
          await models.project(log.slice(0, cut))
          await followChanges(models.database.readModel, { sizes, atLeast: 1 })
        }
        await models.project(log)
        await expectToMatch(log)
        const all = await readAllTickets()
        for (const question of asked) await expectPages(all, question, per_page)
      },
    ),
    { numRuns: 20 },
  )
}, 120_000)

test('the check against the log tells of a block that miscounts and of a list that lacks its beginning', async () => {
  const [log = []] = fc.sample(randomLog({ tickets: 15 }), { numRuns: 1, seed: 7 })
  const { database } = models
  await models.clear()
  await models.project(log)
  await followChanges(database.readModel, { sizes: { shortest: 1 }, atLeast: 1 })
  await expectToMatch(log)

  const isWhole = '(department_id, assigned_to, customer_id) = (0, 0, 0)'
  await database.pool.query(`update ticket_blocks set open_low = open_low + 1 where ${isWhole}`)
  expect((await differencesFrom(log)).join()).toMatch(/open_low is 1, by the log it is 0/)
  await database.pool.query(`delete from ticket_blocks where ${isWhole} and first_at = '-infinity'`)
  expect(await differencesFrom(log)).toContain(
    'ticket_blocks 0/0/0 does not begin at its beginning',
  )
})

const differencesFrom = (log: RecordedEvent[]) =>
  findDifferences({ store: logInMemory(log), database: models.database })

async function expectToMatch(log: RecordedEvent[]): Promise<void> {
  expect(await differencesFrom(log)).toEqual([])
}

type Living = { readonly tickets: TicketRow[]; readonly referable: ReadonlySet<string> }

async function readAllTickets(): Promise<Living> {
  const { readModel } = models.database
  const tickets = await readModel
    .selectFrom('tickets')
    .selectAll()
    .where('is_deleted', '=', false)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const referable = new Set<string>()
  for (const [table, field] of [
    ['departments', 'department_id'],
    ['agents', 'assigned_to'],
    ['customers', 'customer_id'],
  ] as const) {
    const rows = await readModel
      .selectFrom(table)
      .select('id')
      .where('is_deleted', '=', false)
      .execute()
    for (const { id } of rows) referable.add(`${field} ${id}`)
  }
  return { tickets, referable }
}

async function expectPages(all: Living, question: TicketQuestion, per_page: number) {
  const expected = all.tickets.filter((ticket) => isAsked(all, ticket, question))
  const list = keptListOf(question)
  for (let page = 1; page <= Math.ceil(expected.length / per_page) + 1; page += 1) {
    const { readModel } = models.database
    const { rows, total } =
      list === null
        ? await listTickets(readModel, question, { page, per_page })
        : await readByBlocks(readModel, { ...question, list }, { page, per_page })
    expect([question, total]).toEqual([question, expected.length])
    expect([question, rows]).toEqual([
      question,
      expected.slice((page - 1) * per_page, page * per_page),
    ])
  }
}

function isAsked({ referable }: Living, ticket: TicketRow, { filter, scope }: TicketQuestion) {
  const has = new Map(Object.entries(ticket))
  const isMatch = Object.entries(filter).every(([field, wanted]) => {
    if (wanted === undefined) return true
    const isText = typeof wanted === 'string'
    return has.get(field) === wanted && (isText || referable.has(`${field} ${wanted}`))
  })
  if (!isMatch || scope === null) return isMatch
  const { department_id, assigned_to } = ticket
  if (assigned_to === scope.agentId) return true
  return scope.departments.some(
    (id) => id === department_id && referable.has(`department_id ${id}`),
  )
}
