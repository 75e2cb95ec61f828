import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import { createTicketPlaces, type TicketPlaces, type Wanted } from './ticket-places.ts'

let writeSide: TestWriteSide
let places: TicketPlaces
beforeAll(async () => {
  writeSide = await startWriteSide()
  places = createTicketPlaces(writeSide.pool)
})
afterAll(() => writeSide[Symbol.asyncDispose]())

const noneIsWritten = async () => false
const everyOneIsWritten = async () => true

const day = '2026-03-15'
let customers = 0

/** `wanted(7)`: a place for ticket 7 among two of a customer that nobody else has. */
function customerWith({ limit = 2 } = {}) {
  customers += 1
  const customerId = customers
  return (ticketId: number, more: Partial<Wanted> = {}): Wanted => ({
    customerId,
    day,
    ticketId,
    limit,
    mayBeRepeat: false,
    ...more,
  })
}

async function letHoldsRunOut(): Promise<void> {
  await writeSide.pool.query(
    "update desk.ticket_places set taken_at = clock_timestamp() - interval '31 seconds'",
  )
}

test('of fifty who want ten places at once, exactly ten get one', async () => {
  const wanted = customerWith({ limit: 10 })
  const got = await Promise.all(
    Array.from({ length: 50 }, (_, ticketId) => places.take(wanted(ticketId), noneIsWritten)),
  )
  expect(got.filter(Boolean)).toHaveLength(10)
})

test('another customer and another day have places of their own', async () => {
  const wanted = customerWith({ limit: 1 })
  expect(await places.take(wanted(1), noneIsWritten)).toBe(true)
  expect(await places.take(wanted(2), noneIsWritten)).toBe(false)
  expect(await places.take(wanted(3, { day: '2026-03-16' }), noneIsWritten)).toBe(true)
  expect(await places.take(customerWith({ limit: 1 })(4), noneIsWritten)).toBe(true)
})

test('a limit that is raised lets more in, one that is lowered counts those who are in', async () => {
  const wanted = customerWith({ limit: 2 })
  for (const id of [1, 2]) await places.take(wanted(id), noneIsWritten)
  expect(await places.take(wanted(3, { limit: 1 }), noneIsWritten)).toBe(false)
  expect(await places.take(wanted(4, { limit: 3 }), noneIsWritten)).toBe(true)
})

test('a command that comes again keeps its place and takes no second one', async () => {
  const wanted = customerWith()
  await places.take(wanted(1), noneIsWritten)
  for (const _ of [1, 2, 3]) {
    expect(await places.take(wanted(1, { mayBeRepeat: true }), noneIsWritten)).toBe(true)
  }
  expect(await places.take(wanted(2), noneIsWritten)).toBe(true)
  expect(await places.take(wanted(3), noneIsWritten)).toBe(false)
})

test('a place that is given back is free at once, and giving it back twice frees one', async () => {
  const wanted = customerWith()
  for (const id of [1, 2]) await places.take(wanted(id), noneIsWritten)
  for (const _ of [1, 2]) await places.giveBack(wanted(1))
  expect(await places.take(wanted(3), noneIsWritten)).toBe(true)
  expect(await places.take(wanted(4), noneIsWritten)).toBe(false)
})

test('a place that a crash left behind is taken until its hold is over, then the log decides', async () => {
  const wanted = customerWith({ limit: 1 })
  await places.take(wanted(1), noneIsWritten)
  expect(await places.take(wanted(2), noneIsWritten)).toBe(false)
  await letHoldsRunOut()
  expect(await places.take(wanted(2), everyOneIsWritten)).toBe(false)

  const other = customerWith({ limit: 1 })
  await places.take(other(1), noneIsWritten)
  await letHoldsRunOut()
  expect(await places.take(other(2), noneIsWritten)).toBe(true)
})

test('of many who find one dead place, exactly one gets it', async () => {
  const wanted = customerWith({ limit: 3 })
  for (const id of [1, 2, 3]) await places.take(wanted(id), noneIsWritten)
  await letHoldsRunOut()
  const isWritten = async (ticketId: number) => ticketId !== 2
  const got = await Promise.all(
    Array.from({ length: 20 }, (_, index) => places.take(wanted(10 + index), isWritten)),
  )
  expect(got.filter(Boolean)).toHaveLength(1)
})

test('a command that comes again in time is not taken for dead', async () => {
  const wanted = customerWith({ limit: 1 })
  await places.take(wanted(1), noneIsWritten)
  await letHoldsRunOut()
  const comesAgainMeanwhile = async () => {
    await places.take(wanted(1, { mayBeRepeat: true }), noneIsWritten)
    return false
  }
  expect(await places.take(wanted(2), comesAgainMeanwhile)).toBe(false)
})

test('whether a ticket was written is looked up once', async () => {
  const wanted = customerWith({ limit: 1 })
  await places.take(wanted(1), noneIsWritten)
  await letHoldsRunOut()
  const asked: number[] = []
  const isWritten = async (ticketId: number) => asked.push(ticketId) > 0
  for (const id of [2, 3]) expect(await places.take(wanted(id), isWritten)).toBe(false)
  expect(asked).toEqual([1])
})

test('days are forgotten when no repeated request can belong to them', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const wanted = customerWith({ limit: 1 })
  await places.take(wanted(1), noneIsWritten)
  await places.take(wanted(2, { day: today }), noneIsWritten)
  await places.cleanUp()
  expect(await places.take(wanted(3, { day: today }), noneIsWritten)).toBe(false)
  expect(await places.take(wanted(4), noneIsWritten)).toBe(true)
})
