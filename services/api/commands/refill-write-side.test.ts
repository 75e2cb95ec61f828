import { logStart } from '@deskhive/shared/kernel/position.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { moveMark } from '@deskhive/shared/read-model/write-side/mark.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { expect, it } from 'vitest'
import { writeSideMark } from '#api/commands/refill-write-side.ts'
import { refoldMark } from '#api/commands/refold-claims.ts'
import type { TestApi } from '#api/testing/start-test-desk.ts'
import { useTestDesk } from '#api/testing/use-test-desk.ts'

const desk = useTestDesk()

const create = async (api: TestApi, email: string) => {
  const { status, body } = await api.ask('POST', '/internal/customers', {
    body: { name: 'Bo', email },
  })
  return { status, id: body.data?.id }
}

const importTicket = async (api: TestApi, external_id: string) => {
  const customer = { name: 'Cy', email: 'cy@customer.test' }
  const ticket = { external_id, customer, title: 'Old', content: 'Of then' }
  const { body } = await api.ask('POST', '/internal/imports/tickets', {
    body: { tickets: [{ ...ticket, created_at: '2020-01-01T00:00:00Z' }] },
  })
  return body.data[0]
}

/** As a database that is made anew, or that was restored from a copy before the first of them. */
async function loseWriteSide(): Promise<void> {
  await desk.desk.database.pool.query(`
    truncate desk.unique_claims, desk.imported_tickets;
    delete from projection.projection_checkpoint where name = '${writeSideMark}'`)
}

/** What it has of claims now is all that a database has after it was put back to this moment. */
async function copyWriteSide(): Promise<{ readonly restore: () => Promise<void> }> {
  const { pool } = desk.desk.database
  const head = await desk.desk.log.head()
  await pool.query('create table claims_then as table desk.unique_claims')
  return {
    restore: async () => {
      await loseWriteSide()
      await pool.query('insert into desk.unique_claims table claims_then; drop table claims_then')
      await moveMark(pool, writeSideMark, head)
    },
  }
}

/** What somebody's address was claimed as by the first versions is found by no value of now. */
async function claimAsBefore(customers: readonly { readonly id: number }[]): Promise<void> {
  const { pool } = desk.desk.database
  await pool.query(`delete from projection.projection_checkpoint where name = '${refoldMark}'`)
  await pool.query(
    `update desk.unique_claims set value_hmac = sha256(value_hmac || owner::bytea) where owner = any($1)`,
    [customers.map(({ id }) => `customer-${id}`)],
  )
}

const marked = async () =>
  (await readCheckpoint(desk.desk.database.pool, writeSideMark)) ?? logStart

it('on a database that lost it, who has an email and which ticket was imported is known from the log', async () => {
  const first = await create(desk, 'bo@customer.test')
  const moved = await desk.ask('PUT', `/internal/customers/${first.id}`, {
    body: { email: 'bo@elsewhere.test' },
  })
  expect(moved.status).toBe(200)
  expect(await create(desk, 'bo@customer.test')).toMatchObject({ status: 201 })
  const imported = await importTicket(desk, 'INC-1')

  await loseWriteSide()
  await using api = await desk.startApi()

  expect(await create(api, 'BO@customer.test')).toMatchObject({ status: 422 })
  expect(await create(api, 'bo@elsewhere.test')).toMatchObject({ status: 422 })
  expect(await create(api, 'cy@customer.test')).toMatchObject({ status: 422 })
  expect(await importTicket(api, 'INC-1')).toMatchObject({ id: imported.id, result: 'unchanged' })
  expect(await create(api, 'new@customer.test')).toMatchObject({ status: 201 })
})

it('on a database that is put back, an address that went from one to another is the other’s', async () => {
  const emailOf = (id: number, email: string) =>
    desk.ask('PUT', `/internal/customers/${id}`, { body: { email } })
  const before = await create(desk, 'sales@customer.test')
  const copy = await copyWriteSide()
  expect(await emailOf(before.id, 'former.sales@customer.test')).toMatchObject({ status: 200 })
  const after = await create(desk, 'trainee@customer.test')
  expect(await emailOf(after.id, 'sales@customer.test')).toMatchObject({ status: 200 })

  await copy.restore()
  await using api = await desk.startApi()

  expect(await create(api, 'sales@customer.test')).toMatchObject({ status: 422 })
})

it('who has an address with a sigma keeps it on a desk whose claims told its two forms apart', async () => {
  const first = await create(desk, 'νίκος.παππάς@customer.test')
  expect(first).toMatchObject({ status: 201 })
  const changed = await create(desk, 'ΆΛΛΟΣ.ΠΑΠΠΆΣ@customer.test')
  await claimAsBefore([first, changed])

  await using api = await desk.startApi()

  expect(await create(api, 'ΝΊΚΟΣ.ΠΑΠΠΆΣ@customer.test')).toMatchObject({ status: 422 })
  expect(await create(api, 'άλλος.παππάς@customer.test')).toMatchObject({ status: 422 })
})

it('of two who were let have one address each keeps it, and nobody else gets it', async () => {
  const spellings = ['δύο.άλλος@customer.test', 'ΔΎΟ.ΆΛΛΟΣ@customer.test']
  const ids: number[] = []
  for (const email of spellings) {
    const made = await create(desk, email)
    expect(made).toMatchObject({ status: 201 })
    ids.push(made.id)
    await claimAsBefore([made])
  }

  await using api = await desk.startApi()

  for (const [index, id] of ids.entries()) {
    const body = { name: 'Renamed', email: spellings[index] }
    const { status } = await api.ask('PUT', `/internal/customers/${id}`, { body })
    expect([id, status]).toEqual([id, 200])
  }
  for (const email of spellings) expect(await create(api, email)).toMatchObject({ status: 422 })
})

it('where the log lacks the event that was known last, an api is filled and ready all the same', async () => {
  const first = await create(desk, 'ed@customer.test')
  expect(first).toMatchObject({ status: 201 })
  const { log, database } = desk.desk
  const head = await log.head()
  await until(async () => expect(await marked()).toBeGreaterThanOrEqual(head))
  await loseWriteSide()
  await moveMark(database.pool, writeSideMark, 1n) // within the first event
  await using api = await desk.startApi()
  expect(await create(api, 'ed@customer.test')).toMatchObject({ status: 422 })
})

it('a database that is put back beneath an api that runs is filled again', async () => {
  expect(await create(desk, 'di@customer.test')).toMatchObject({ status: 201 })
  const head = await desk.desk.log.head()
  await until(async () => expect(await marked()).toBeGreaterThanOrEqual(head))

  await loseWriteSide()
  await until(async () => expect(await marked()).toBeGreaterThanOrEqual(head))
  expect(await create(desk, 'di@customer.test')).toMatchObject({ status: 422 })
})
