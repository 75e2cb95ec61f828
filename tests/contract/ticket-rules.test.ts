import { expect, test } from 'vitest'
import { createCustomer, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// What the desk does to a ticket by itself is told as such.

const desk = useTestDesk()

async function historyOf(ticket: number) {
  return (await desk.ask('GET', `/internal/tickets/${ticket}/history`)).body.data
}

async function lastActivity(): Promise<string> {
  return (await desk.ask('GET', '/internal/activity-logs?per_page=1')).body.data[0].description
}

test('a reply that reopens is told as the rule’s work, caused by the reply', async () => {
  const customer_id = await createCustomer(desk.ask, { name: 'Bo' })
  const id = await createTicket(desk.ask, { customer_id })
  const path = `/internal/tickets/${id}`
  await desk.ask('PUT', path, { body: { status: 'closed' } })
  await desk.ask('POST', `${path}/messages`, { body: { content: 'Still broken', customer_id } })

  const [created, closed, replied, reopened] = await historyOf(id)
  expect([created, closed, replied].map(({ rule }) => rule)).toEqual([null, null, null])
  expect(reopened).toMatchObject({
    type: 'TicketReopened',
    actor: { type: 'customer', id: customer_id, name: 'Bo' },
    rule: { name: 'customer_reply', caused_by: replied.event_id },
    changes: [{ field: 'status', from: 'closed', to: 'open' }],
  })
  expect(await lastActivity()).toBe(
    `Ticket SD-${id} status changed to open because the customer replied`,
  )
})

test('a ticket that staff reopens is told as staff’s work', async () => {
  const id = await createTicket(desk.ask)
  for (const status of ['closed', 'open']) {
    await desk.ask('PUT', `/internal/tickets/${id}`, { body: { status } })
  }
  expect((await historyOf(id)).at(-1)).toMatchObject({ type: 'TicketReopened', rule: null })
  expect(await lastActivity()).toBe(`Ticket SD-${id} status changed to open`)
})
