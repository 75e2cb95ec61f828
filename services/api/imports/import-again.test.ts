import { randomUUID } from 'node:crypto'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { expect, test } from 'vitest'
import { useTestDesk } from '#api/testing/use-test-desk.ts'

const desk = useTestDesk()

const ticket = (external_id: string, department: string) => ({
  external_id,
  customer: { name: 'Ada Lovelace', email: 'ada@customer.test' },
  title: 'It does not print',
  content: 'Since Monday.',
  created_at: '2020-01-01T00:00:00Z',
  department,
})

const path = '/internal/imports/tickets'

const keyed = (tickets: readonly object[]) => ({
  body: { tickets },
  headers: { 'idempotency-key': randomUUID() },
})

/** An api whose log goes away at this place. */
function failingAt(place: string) {
  return desk.startApi({
    faultPoint: async (name) => {
      if (name === place) throw new Unavailable('event-store', 'It went away')
    },
  })
}

async function departments(): Promise<string[]> {
  const { body } = await desk.ask('GET', '/internal/departments')
  return body.data.map(({ name }: { name: string }) => name)
}

async function renameDepartment(from: string, to: string): Promise<void> {
  const { body } = await desk.ask('GET', '/internal/departments')
  const { id } = body.data.find(({ name }: { name: string }) => name === from)
  const renamed = await desk.ask('PUT', `/internal/departments/${id}`, { body: { name: to } })
  expect(renamed.status).toBe(200)
}

test('a retry of an import makes nothing for tickets that are there already', async () => {
  const before = ticket('before', 'Sales')
  await desk.ask('POST', path, { body: { tickets: [before] } })
  await renameDepartment('Sales', 'Sales of Europe')

  const question = keyed([before, ticket('new', 'Support')])
  await using failing = await failingAt('before-append')
  expect((await failing.ask('POST', path, question)).status).toBe(503)
  const { body } = await desk.ask('POST', path, question)

  expect(body.data).toMatchObject([{ result: 'unchanged' }, { result: 'created' }])
  expect(await departments()).toEqual(['General', 'Sales of Europe', 'Support'])
})

test('a retry of an import tells what an earlier attempt recorded as created, and makes nothing for it', async () => {
  await desk.ask('POST', path, { body: { tickets: [ticket('first', 'Field')] } })

  const question = keyed([ticket('second', 'Field')])
  await using failing = await failingAt('after-append')
  expect((await failing.ask('POST', path, question)).status).toBe(503)
  await renameDepartment('Field', 'Field of Europe')
  const { body } = await desk.ask('POST', path, question)

  expect(body.data).toMatchObject([{ external_id: 'second', result: 'created' }])
  expect(await departments()).not.toContain('Field')
})
