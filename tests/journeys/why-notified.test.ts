import { randomUUID } from 'node:crypto'
import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import { NotFound } from '@deskhive/client/errors.ts'
import type { EventExplanation } from '@deskhive/client/generated/types.gen.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

let stack: Stack
let staff: DeskClient
let ada: { id: number; client: DeskClient }
let bea: { id: number; client: DeskClient }
let ticket: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
  ada = await engage('Ada')
  bea = await engage('Bea')
  const bo = await staff.createCustomer({ body: { name: 'Bo', email: 'bo@desk.example' } })
  const made = {
    customer_id: bo.data.data.id,
    title: 'Mail is late',
    content: 'Help',
    department_id: 1,
  }
  ticket = (await staff.createTicket({ body: made })).data.data.id
  const path = { id: ticket }
  await ada.client.updateProfileAsAgent({
    body: { notification_settings: { ticket_staff_reply: { in_app: false } } },
  })
  await staff.updateTicket({ path, body: { assigned_to: ada.id } })
  await ada.client.createTicketMessageAsAgent({ path, body: { content: 'We look into it' } })
  await staff.createTicketMessage({ path, body: { content: 'So do we' } })
  await staff.createTicketMessage({ path, body: { content: '@Bea?', is_internal: true } })
  await staff.updateTicket({ path, body: { labels: [], is_resolved: true } })
})

afterAll(() => stack?.[Symbol.asyncDispose]())

it('an operator sees what an agent was told of a ticket, because of what, and how', async () => {
  await vi.waitFor(async () => expect(await toldOf(ada.id)).toHaveLength(2), { timeout: 20_000 })
  const [note, assigned] = await toldOf(ada.id)
  expect(note).toMatchObject({
    type: 'ticket_note',
    policy: 'ticket-note',
    event: { type: 'TicketReplied' },
    channels: [{ channel: 'in_app', state: 'unread' }],
  })
  expect(assigned).toMatchObject({ type: 'ticket_assigned', event: { type: 'TicketAssigned' } })

  await ada.client.readNotificationAsAgent({ path: { id: note?.id ?? 0 } })
  expect((await toldOf(ada.id))[0]?.channels).toMatchObject([{ channel: 'in_app', state: 'read' }])
})

it('whoever did not hear has the reason, also where the event told nobody', async () => {
  const created = await ask('TicketCreated')
  expect(created.reason).toBe(null)
  expect(reasonsIn(created)).toEqual([
    [ada.id, 'ticket_created', null],
    [bea.id, 'ticket_created', null],
  ])

  const [own, staffs, note] = await repliesInOrder()
  expect(reasonsIn(own)).toEqual([[ada.id, 'ticket_staff_reply', 'did_it_itself']])
  expect(own).toMatchObject({ reason: 'did_it_itself', explanation: 'The agent did it itself.' })
  expect(reasonsIn(staffs)).toEqual([[ada.id, 'ticket_staff_reply', 'switched_off']])
  expect(reasonsIn(note)).toEqual([
    [bea.id, 'ticket_mention', 'may_not_see'],
    [ada.id, 'ticket_note', null],
  ])
  expect(await ask('TicketMarkedResolved')).toMatchObject({ reason: 'no_policy', agents: [] })
  expect(reasonsIn(await ask('TicketAssigned', bea.id))).toEqual([[bea.id, null, 'not_concerned']])
})

it('an event is found by its id, by its position, and not at all where there is none', async () => {
  const found = (await historyOf()).find(({ type }) => type === 'TicketMarkedResolved')
  const explanationOf = async (event_id = '') =>
    (await staff.getEventNotifications({ path: { event_id } })).data
  expect(await explanationOf(found?.event_id)).toEqual(await explanationOf(found?.position))
  for (const nothing of [randomUUID(), '99999999999', 'none', '-1']) {
    await expect(explanationOf(nothing)).rejects.toThrow(NotFound)
  }
})

async function engage(name: string): Promise<{ id: number; client: DeskClient }> {
  const person = { name, email: `${name}@desk.example`, password: 'a long password' }
  const { id } = (await staff.createAgent({ body: { ...person, departments: [1] } })).data.data
  const made = await staff.createApiKey({ body: { name, type: 'external', agent_id: id } })
  const client = createDeskClient({ url: stack.url, apiKey: made.data.data.key })
  return { id, client }
}

async function toldOf(agent_id: number) {
  const { data } = await staff.listNotifications({
    query: { ticket_id: ticket, agent_id, per_page: 50 },
  })
  return data.data.filter(({ type }) => type !== 'ticket_created')
}

async function historyOf() {
  const path = { id: ticket }
  return (await staff.listTicketHistory({ path, query: { per_page: 200 } })).data.data
}

async function repliesInOrder() {
  const replies = (await historyOf()).filter(({ type }) => type === 'TicketReplied')
  return Promise.all(replies.map(({ position }) => explain(position)))
}

async function ask(type: string, agent_id?: number) {
  const event = (await historyOf()).find((entry) => entry.type === type)
  return explain(event?.event_id ?? '', agent_id)
}

/** Asked again until the notifier has come to it. */
function explain(event_id: string, agent_id?: number): Promise<EventExplanation> {
  const query = agent_id === undefined ? {} : { agent_id }
  return vi.waitFor(
    async () => {
      const { data } = await staff.getEventNotifications({ path: { event_id }, query })
      expect(data.data.reason).not.toBe('not_yet')
      return data.data
    },
    { timeout: 20_000 },
  )
}

function reasonsIn(said: EventExplanation | undefined) {
  return said?.agents.map(({ agent, type, reason }) => [agent.id, type, reason])
}
