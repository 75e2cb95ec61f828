import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Position } from '../kernel/position.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { until } from '../testing/until.ts'
import { createPositionWaiter, type PositionWaiter } from './wait-for-position.ts'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await openTestPostgres()
  pool = await database.openPool('waiting')
})
afterAll(() => database[Symbol.asyncDispose]())

/** @param stored what the checkpoint row holds, seen by the poll and at each connection */
function wait(channel: string, stored: () => Position | null): PositionWaiter {
  return createPositionWaiter({
    databaseUrl: database.url,
    channel,
    readPosition: async () => stored(),
  })
}

const notify = (channel: string, position: string): Promise<unknown> =>
  pool.query('select pg_notify($1, $2)', [channel, position])

test('who waits for a position goes on when it is notified, and not before', async () => {
  await using waiter = wait('hears', () => 5n)
  await until(() => expect(waiter.current()).toBe(5n))
  expect(await waiter.waitFor(5n, 0)).toBe(true)

  const first = waiter.waitFor(20n, 5_000)
  const second = waiter.waitFor(30n, 5_000)
  await notify('hears', '29')
  expect(await first).toBe(true)
  expect(waiter.current()).toBe(29n)
  await notify('hears', '12')
  await notify('hears', '30')
  expect(await second).toBe(true)
})

test('who waits too long is told so', async () => {
  await using waiter = wait('slow', () => null)
  expect(await waiter.waitFor(1n, 50)).toBe(false)
})

test('a position that no notification told is found by looking', async () => {
  let stored = 1n
  await using waiter = wait('silent', () => stored)
  await until(() => expect(waiter.current()).toBe(1n))
  stored = 8n
  expect(await waiter.waitFor(8n, 5_000)).toBe(true)
})

test('a waiter whose connection is cut listens again', async () => {
  let stored = 1n
  await using waiter = wait('cut', () => stored)
  await until(() => expect(waiter.current()).toBe(1n))
  stored = 2n
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'deskhive position waiter'`)
  await until(() => expect(waiter.current()).toBe(2n))
  await notify('cut', '3')
  await until(() => expect(waiter.current()).toBe(3n))
})

test('what a crash of the database took back has to be reached again', async () => {
  let stored = 9n
  await using waiter = wait('crash', () => stored)
  await until(() => expect(waiter.current()).toBe(9n))
  stored = 4n
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'deskhive position waiter'`)
  await until(() => expect(waiter.current()).toBe(4n))
  expect(await waiter.waitFor(9n, 50)).toBe(false)
})
