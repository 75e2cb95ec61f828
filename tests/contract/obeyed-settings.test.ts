import { randomUUID } from 'node:crypto'
import { settingsDefaults } from '@deskhive/shared/domain/settings/settings.ts'
import { afterEach, expect, test } from 'vitest'
import { createAgent, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// Settings are kept by administration.test.ts; here is what they do.

const desk = useTestDesk()
afterEach(() => set(settingsDefaults))

async function set(settings: object): Promise<void> {
  const { status } = await desk.ask('PUT', '/internal/settings', { body: settings })
  expect(status).toBe(200)
}

test('the setting decides how many tickets make a page where the caller does not', async () => {
  const agent = await createAgent(desk.ask)
  for (const _each of [1, 2, 3]) {
    const ticket = await createTicket(desk.ask)
    await desk.ask('PUT', `/internal/tickets/${ticket}`, { body: { assigned_to: agent.id } })
  }
  await set({ sd_tickets_per_page: 2 })
  for (const [path, key] of [
    ['/internal/tickets', undefined],
    ['/external/tickets', agent.key],
  ] as const) {
    const page = await desk.ask('GET', path, { key })
    expect([path, page.body.data.length, page.body.meta.per_page]).toEqual([path, 2, 2])
    const chosen = await desk.ask('GET', `${path}?per_page=3`, { key })
    expect([path, chosen.body.data.length]).toEqual([path, 3])
  }
})

test('no customer is created while registration is off, and those who are there go on', async () => {
  const register = (email: string) =>
    desk.ask('POST', '/internal/customers', { body: { name: 'Ada', email } })
  const email = `${randomUUID()}@customer.test`
  const before = await register(email)
  expect(before.status).toBe(201)

  await set({ sd_customer_registration_enabled: false })
  const refused = await register(`${randomUUID()}@customer.test`)
  expect([refused.status, refused.body]).toEqual([
    403,
    {
      message:
        'No customers can be created while the setting sd_customer_registration_enabled is off',
    },
  ])
  const customer = before.body.data.id
  const changed = await desk.ask('PUT', `/internal/customers/${customer}`, {
    body: { name: 'Ada Lovelace' },
  })
  expect([changed.status, await createTicket(desk.ask, { customer_id: customer })]).toEqual([
    200,
    expect.any(Number),
  ])

  await set({ sd_customer_registration_enabled: true })
  expect((await register(`${randomUUID()}@customer.test`)).status).toBe(201)
})
