import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import {
  createAgent,
  createCategory,
  createCustomer,
  createDepartment,
  createTicket,
} from '../testing/builders.ts'
import type { TestDeskOptions } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let customer_id: number
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask)
})

const ticket = (title: string) => ({ customer_id, title, content: 'Please help.' })
const keyed = (key: string, body: unknown) => ({ body, headers: { 'idempotency-key': key } })

async function eventsOf(stream: string): Promise<string[]> {
  return (await desk.desk.log.readStream(stream)).map(({ type }) => type)
}

async function letLeaseRunOut(key: string): Promise<void> {
  await desk.desk.database.pool.query(
    `update desk.idempotency set leased_until = leased_until - interval '1 hour' where key = $1`,
    [key],
  )
}

async function letHoldsRunOut(): Promise<void> {
  const then = "clock_timestamp() - interval '1 second'"
  await desk.desk.database.pool.query(`update desk.unique_claims set expires_at = ${then}`)
}

/** An api that stands still at this place until it is let go on. */
async function hangingAt(place: string, options: TestDeskOptions = {}) {
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const api = await desk.startApi({
    ...options,
    faultPoint: async (name) => {
      if (name !== place) return
      reached.resolve()
      await released.promise
    },
  })
  return { ...api, reached: reached.promise, release: released.resolve }
}

test.each(['before-append', 'after-append'])(
  'a ticket whose api dies %s is there once after a retry, with the same id',
  async (place) => {
    await using dying = await hangingAt(place)
    const key = randomUUID()
    const lost = dying.ask('POST', '/internal/tickets', keyed(key, ticket(`dies ${place}`)))
    await dying.reached

    const early = await desk.ask('POST', '/internal/tickets', keyed(key, ticket(`dies ${place}`)))
    expect(early.status).toBe(409)
    await letLeaseRunOut(key)
    const retried = await desk.ask('POST', '/internal/tickets', keyed(key, ticket(`dies ${place}`)))
    expect(retried.status).toBe(201)

    dying.release() // not dead but slow: its append meets its own events
    expect(await lost).toMatchObject({ status: 201 })
    expect((await lost).body.data.id).toBe(retried.body.data.id)
    expect(await eventsOf(`ticket-${retried.body.data.id}`)).toEqual(['TicketCreated'])
    const again = await desk.ask('POST', '/internal/tickets', keyed(key, ticket(`dies ${place}`)))
    expect(again.text).toBe(retried.text)
  },
)

test.each(['before-append', 'after-append'])(
  'a reply whose api dies %s is there once after a retry',
  async (place) => {
    const id = await createTicket(desk.ask, { customer_id })
    await using dying = await hangingAt(place)
    const key = randomUUID()
    const path = `/internal/tickets/${id}/messages`
    const lost = dying.ask('POST', path, keyed(key, { content: 'Have you tried?' }))
    await dying.reached
    // Someone else writes in between, so that the retry does not meet the revision it began with.
    await desk.ask('PUT', `/internal/tickets/${id}`, { body: { priority: 'high' } })
    await letLeaseRunOut(key)
    const retried = await desk.ask('POST', path, keyed(key, { content: 'Have you tried?' }))
    expect(retried.status).toBe(201)

    dying.release()
    expect((await lost).status).toBeLessThan(500)
    const replies = (await eventsOf(`ticket-${id}`)).filter((type) => type === 'TicketReplied')
    expect(replies).toEqual(['TicketReplied'])
  },
)

async function deleteDepartment(id: number): Promise<void> {
  expect((await desk.ask('DELETE', `/internal/departments/${id}`)).status).toBe(200)
}

async function blockCustomer(id: number): Promise<void> {
  const body = { reason: 'spam' }
  expect((await desk.ask('POST', `/internal/customers/${id}/block`, { body })).status).toBe(200)
}

async function newTicketOf(customer: number): Promise<string> {
  return `/internal/tickets/${await createTicket(desk.ask, { customer_id: customer })}/messages`
}

type Written = {
  readonly path: string
  readonly body: object
  /** Makes it wrong. */
  readonly change: () => Promise<void>
}

const written: readonly [what: string, write: () => Promise<Written>][] = [
  [
    'ticket of a department that is deleted since',
    async () => {
      const department_id = await createDepartment(desk.ask)
      return {
        path: '/internal/tickets',
        body: { ...ticket('department'), department_id },
        change: () => deleteDepartment(department_id),
      }
    },
  ],
  [
    'ticket of a customer who is blocked since',
    async () => {
      const customer = await createCustomer(desk.ask)
      return {
        path: '/internal/tickets',
        body: { ...ticket('customer'), customer_id: customer },
        change: () => blockCustomer(customer),
      }
    },
  ],
  [
    'reply of a customer who is blocked since',
    async () => {
      const customer = await createCustomer(desk.ask)
      return {
        path: await newTicketOf(customer),
        body: { content: 'It burns.', customer_id: customer },
        change: () => blockCustomer(customer),
      }
    },
  ],
]

test.each(written)(
  'a %s is told as what it became, where the api died after it was recorded',
  async (_what, write) => {
    const { path, body, change } = await write()
    await using dying = await hangingAt('after-append')
    const key = randomUUID()
    const lost = dying.ask('POST', path, keyed(key, body))
    await dying.reached
    await change()
    await letLeaseRunOut(key)
    const retried = await desk.ask('POST', path, keyed(key, body))
    expect(retried.status).toBe(201)
    dying.release()
    expect((await lost).body.data.id).toBe(retried.body.data.id)
  },
)

test.each(written)(
  'a %s is refused where an attempt got not that far, and made once where that one comes after all',
  async (_what, write) => {
    const { path, body, change } = await write()
    await using slow = await hangingAt('before-append')
    const key = randomUUID()
    const lost = slow.ask('POST', path, keyed(key, body))
    await slow.reached
    await change()
    await letLeaseRunOut(key)
    expect((await desk.ask('POST', path, keyed(key, body))).status).toBe(422)
    slow.release()
    const { body: made } = await lost
    const again = await desk.ask('POST', path, keyed(key, body))
    expect(again).toMatchObject({ status: 201, body: { data: { id: made.data.id } } })
  },
)

/** What is changed, by whom, and what since then would refuse it. */
type Changed = Written & { readonly key?: string }

const changed: readonly [what: string, change: () => Promise<Changed>][] = [
  [
    'settings whose department is deleted since',
    async () => {
      const sd_default_department_id = await createDepartment(desk.ask)
      return {
        path: '/internal/settings',
        body: { sd_default_department_id },
        change: () => deleteDepartment(sd_default_department_id),
      }
    },
  ],
  [
    'place of a category whose parent is deleted since',
    async () => {
      const parent_id = await createCategory(desk.ask)
      return {
        path: `/internal/categories/${await createCategory(desk.ask)}`,
        body: { parent_id },
        change: async () => {
          const { status } = await desk.ask('DELETE', `/internal/categories/${parent_id}`)
          expect(status).toBe(200)
        },
      }
    },
  ],
  [
    'profile whose address the desk may not post to since',
    async () => ({
      path: '/external/profile',
      key: (await createAgent(desk.ask)).key,
      body: { notification_settings: { webhook_url: 'http://127.0.0.1:8080/hook' } },
      change: async () => undefined,
    }),
  ],
  [
    'customer whose address is another’s since',
    async () => {
      const path = `/internal/customers/${await createCustomer(desk.ask)}`
      const body = { email: `${randomUUID()}@customer.test` }
      const other = { body: { email: `${randomUUID()}@customer.test` } }
      const change = async () => {
        expect((await desk.ask('PUT', path, other)).status).toBe(200)
        await letHoldsRunOut()
        await createCustomer(desk.ask, body)
      }
      return { path, body, change }
    },
  ],
]

test.each(changed)(
  'a change of the %s is told as what it was, where the api died after it was recorded',
  async (_what, prepare) => {
    const { path, body, key, change } = await prepare()
    await using dying = await hangingAt('after-append', {
      reach: { allowed: [{ host: '127.0.0.1', port: null }] },
    })
    const idempotencyKey = randomUUID()
    const question = { ...keyed(idempotencyKey, body), ...(key !== undefined && { key }) }
    const lost = dying.ask('PUT', path, question)
    await dying.reached
    await change()
    await letLeaseRunOut(idempotencyKey)
    expect(await desk.ask('PUT', path, question)).toMatchObject({ status: 200 })
    dying.release()
    expect(await lost).toMatchObject({ status: 200 })
  },
)
