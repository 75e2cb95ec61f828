import { randomUUID } from 'node:crypto'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadSettings } from '../commands/load-settings.ts'
import { createCustomer } from '../testing/builders.ts'
import type { TestApi } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk({ faultPoint: (step) => faults[step]?.() })
let other: TestApi
/** What happens at the next step of that name, in the first process. */
let faults: { [step: string]: () => never } = {}
beforeAll(async () => {
  other = await desk.startApi()
})
afterEach(() => {
  faults = {}
})
afterAll(() => other[Symbol.asyncDispose]())

async function setLimit(limit: number): Promise<void> {
  const body = { sd_customer_max_tickets_per_day: limit }
  expect((await desk.ask('PUT', '/internal/settings', { body })).status).toBe(200)
  // What one process answered, the other may hear some ms later.
  await until(async () => {
    expect((await loadSettings(other.desk)).values).toMatchObject(body)
  })
}

function crash(): never {
  throw new Error('the process ends here')
}

/** As the log does with an event that is too large for it. */
function refuse(): never {
  throw new Refused('INVALID', 'This is more than can be recorded at once')
}

type Sending = { readonly api?: TestApi; readonly key?: string }

function send(customer_id: number, { api = desk, key }: Sending = {}) {
  return api.ask('POST', '/internal/tickets', {
    body: { customer_id, title: 'It does not print', content: 'Since Monday.' },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })
}

/** As if the last attempts were half a minute ago. */
async function letHoldsRunOut(): Promise<void> {
  await desk.desk.database.pool.query(
    "update desk.ticket_places set taken_at = clock_timestamp() - interval '31 seconds'",
  )
}

test.each([10, 50])('of %i tickets at once through two processes, ten are taken', async (posts) => {
  await setLimit(10)
  const customer = await createCustomer(desk.ask)
  const answers = await Promise.all(
    Array.from({ length: posts }, (_, index) =>
      send(customer, { api: index % 2 === 0 ? desk : other }),
    ),
  )
  const made = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status === 422)
  expect([made.length, refused.length]).toEqual([10, posts - 10])
  const { body } = await desk.ask('GET', `/internal/tickets?customer_id=${customer}`)
  expect(body.meta.total).toBe(10)
})

test('a refusal names the limit and when it ends', async () => {
  await setLimit(1)
  const customer = await createCustomer(desk.ask)
  await send(customer)
  const { status, body } = await send(customer)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const message =
    'The customer_id field names a customer who has sent 1 ticket today, the most for one day. ' +
    `The next one is taken from ${tomorrow}T00:00:00Z on.`
  expect([status, body]).toEqual([422, { message, errors: { customer_id: [message] } }])
})

test('without a limit nobody is counted', async () => {
  await setLimit(0)
  const customer = await createCustomer(desk.ask)
  for (const _ of [1, 2, 3]) expect((await send(customer)).status).toBe(201)
  const { rows } = await desk.desk.database.pool.query(
    'select from desk.ticket_days where customer_id = $1',
    [customer],
  )
  expect(rows).toHaveLength(0)
})

test('a ticket that is refused for something else takes no place', async () => {
  await setLimit(1)
  const customer = await createCustomer(desk.ask)
  const body = { customer_id: customer, title: '', content: 'x' }
  expect((await desk.ask('POST', '/internal/tickets', { body })).status).toBe(422)
  faults = { 'before-append': refuse }
  expect((await send(customer)).status).toBe(422)
  faults = {}
  expect((await send(customer)).status).toBe(201)
})

test('a command that is sent again is counted once', async () => {
  await setLimit(2)
  const customer = await createCustomer(desk.ask)
  const key = randomUUID()
  const answers = [await send(customer, { key }), await send(customer, { key })]
  expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1)
  expect((await send(customer)).status).toBe(201)
  expect((await send(customer)).status).toBe(422)
})

test('a process that dies before the append leaves its place to the same command, and in time to others', async () => {
  await setLimit(1)
  const customer = await createCustomer(desk.ask)
  const key = randomUUID()
  faults = { 'before-append': crash }
  expect((await send(customer, { key })).status).toBe(500)
  faults = {}
  expect((await send(customer)).status).toBe(422)
  expect((await send(customer, { api: other, key })).status).toBe(201)

  const unlucky = await createCustomer(desk.ask)
  faults = { 'before-append': crash }
  expect((await send(unlucky)).status).toBe(500)
  faults = {}
  await letHoldsRunOut()
  expect((await send(unlucky)).status).toBe(201)
  expect((await send(unlucky)).status).toBe(422)
})

test('a process that dies after the append has used its place, and its command is told of the ticket', async () => {
  await setLimit(1)
  const customer = await createCustomer(desk.ask)
  const key = randomUUID()
  faults = { 'after-append': crash }
  expect((await send(customer, { key })).status).toBe(500)
  faults = {}
  await letHoldsRunOut()
  expect((await send(customer)).status).toBe(422)
  expect((await send(customer, { api: other, key })).status).toBe(201)
  const { body } = await desk.ask('GET', `/internal/tickets?customer_id=${customer}`)
  expect(body.meta.total).toBe(1)
})
