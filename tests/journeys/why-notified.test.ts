import { randomUUID } from 'node:crypto'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createDeskClient, type DeskClient, dataOf } from '#tests/support/desk-client.ts'

const withId = z.object({ id: z.int(), key: z.string().optional() })
const entries = z.array(z.object({ event_id: z.string(), position: z.string(), type: z.string() }))
const channel = z.object({ channel: z.string(), state: z.string() })
const answer = z.object({
  reason: z.string().nullable(),
  explanation: z.string().nullable(),
  agents: z.array(
    z.object({
      agent: z.object({ id: z.int(), name: z.string().nullable() }),
      type: z.string().nullable(),
      reason: z.string().nullable(),
      channels: z.array(channel),
    }),
  ),
})
const told = z.array(
  z.object({
    id: z.int(),
    agent: z.object({ id: z.int() }),
    type: z.string(),
    policy: z.string(),
    event: z.object({ event_id: z.string(), position: z.string(), type: z.string() }),
    channels: z.array(channel),
  }),
)

let stack: Stack
let staff: DeskClient
let ada: { id: number; client: DeskClient }
let bea: { id: number; client: DeskClient }
let ticket: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  ada = await engage('Ada')
  bea = await engage('Bea')
  const customer = dataOf(
    await staff.post('/internal/customers', { name: 'Bo', email: 'bo@desk.example' }),
    withId,
  )
  const made = {
    customer_id: customer.id,
    title: 'Mail is late',
    content: 'Help',
    department_id: 1,
  }
  ticket = dataOf(await staff.post('/internal/tickets', made), withId).id
  await ada.client.put('/external/profile', {
    notification_settings: { ticket_staff_reply: { in_app: false } },
  })
  await staff.put(`/internal/tickets/${ticket}`, { assigned_to: ada.id })
  await ada.client.post(`/external/tickets/${ticket}/messages`, { content: 'We look into it' })
  await staff.post(`/internal/tickets/${ticket}/messages`, { content: 'So do we' })
  await staff.post(`/internal/tickets/${ticket}/messages`, { content: '@Bea?', is_internal: true })
  await staff.put(`/internal/tickets/${ticket}`, { labels: [], is_resolved: true })
})

afterAll(async () => {
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

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

  await ada.client.post(`/external/notifications/${note?.id}/read`)
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
  const byId = await staff.get(`/internal/events/${found?.event_id}/notifications`)
  const byPosition = await staff.get(`/internal/events/${found?.position}/notifications`)
  expect(byId.body).toEqual(byPosition.body)
  for (const nothing of [randomUUID(), '99999999999', 'none', '-1']) {
    expect((await staff.get(`/internal/events/${nothing}/notifications`)).status).toBe(404)
  }
})

async function engage(name: string): Promise<{ id: number; client: DeskClient }> {
  const { id } = dataOf(
    await staff.post('/internal/agents', {
      name,
      email: `${name}@desk.example`,
      password: 'a long password',
      departments: [1],
    }),
    withId,
  )
  const { key = '' } = dataOf(
    await staff.post('/internal/api-keys', { name, type: 'external', agent_id: id }),
    withId,
  )
  return { id, client: staff.withKey(key) }
}

async function toldOf(agent: number) {
  const list = await staff.get(
    `/internal/notifications?ticket_id=${ticket}&agent_id=${agent}&type=&per_page=50`,
  )
  return dataOf(list, told).filter(({ type }) => type !== 'ticket_created')
}

async function historyOf() {
  return dataOf(await staff.get(`/internal/tickets/${ticket}/history?per_page=200`), entries)
}

async function repliesInOrder() {
  const replies = (await historyOf()).filter(({ type }) => type === 'TicketReplied')
  return Promise.all(replies.map(({ position }) => explain(position)))
}

async function ask(type: string, agent?: number) {
  const event = (await historyOf()).find((entry) => entry.type === type)
  return explain(event?.event_id, agent)
}

/** Asked again until the notifier has come to it. */
function explain(event: string | undefined, agent?: number) {
  return vi.waitFor(
    async () => {
      const path = `/internal/events/${event}/notifications?agent_id=${agent ?? ''}`
      const said = dataOf(await staff.get(path), answer)
      expect(said.reason).not.toBe('not_yet')
      return said
    },
    { timeout: 20_000 },
  )
}

function reasonsIn(said: z.output<typeof answer> | undefined) {
  return said?.agents.map(({ agent, type, reason }) => [agent.id, type, reason])
}
