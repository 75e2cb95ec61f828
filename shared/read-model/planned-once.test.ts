import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unavailable } from '../kernel/unavailable.ts'
import { openTestDatabase } from '../testing/database.ts'
import type { Database } from './database.ts'
import { plannedOnce } from './planned-once.ts'
import { servingSchema } from './tables.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase({ maxConnections: 1 })
  await makeThings(servingSchema, 'text', 'old')
})
afterAll(() => database[Symbol.asyncDispose]())

async function makeThings(schema: string, type: string, value: string): Promise<void> {
  await database.pool.query(`
    create schema if not exists ${schema};
    create table ${schema}.things (id bigint primary key, value ${type});
    insert into ${schema}.things values (1, '${value}')`)
}

async function serve(schema: string): Promise<void> {
  await database.pool.query(`
    drop schema ${servingSchema} cascade;
    alter schema ${schema} rename to ${servingSchema}`)
}

async function find(id: number): Promise<unknown[]> {
  const { rows } = await sql`${plannedOnce} select * from things where id = ${id}`.execute(
    database.readModel,
  )
  return rows
}

async function countPlans(): Promise<number> {
  const { rowCount } = await database.pool.query('select from pg_prepared_statements')
  return rowCount ?? 0
}

test('a statement is planned once for a connection, whatever it is asked for', async () => {
  expect(await find(1)).toEqual([{ id: 1, value: 'old' }])
  expect(await find(2)).toEqual([])
  expect(await countPlans()).toBe(1)
})

test('it finds the rows of a generation that serves since', async () => {
  await find(1)
  await makeThings('rm_2', 'text', 'new')
  await serve('rm_2')
  expect(await find(1)).toEqual([{ id: 1, value: 'new' }])
})

test('where a column has another type since, it is an outage once, and planned anew', async () => {
  await find(1)
  await makeThings('rm_3', 'integer', '3')
  await serve('rm_3')
  await expect(find(1)).rejects.toThrow(Unavailable)
  expect(await find(1)).toEqual([{ id: 1, value: 3 }])
})
