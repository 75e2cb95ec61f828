import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import { Conflict, InvalidFields } from '@deskhive/client/errors.ts'
import { everyItem } from '@deskhive/client/pages.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const WRITERS = 20
const writers = Array.from({ length: WRITERS }, (_, index) => index)

let stack: Stack
let desk: DeskClient
let customer_id: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  desk = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
  const { data } = await desk.createCustomer({ body: { name: 'Bo', email: 'b@desk.example' } })
  customer_id = data.data.id
})

afterAll(() => stack?.[Symbol.asyncDispose]())

async function openTicket(): Promise<{ id: number }> {
  const body = { customer_id, title: 'Popular', content: 'Everybody writes here' }
  const { data } = await desk.createTicket({ body })
  return { id: data.data.id }
}

it('twenty who reply to one ticket at once are all heard', async () => {
  const path = await openTicket()
  await Promise.all(
    writers.map((writer) =>
      desk.createTicketMessage({ path, body: { content: `Reply ${writer}` } }),
    ),
  )
  const shown: string[] = []
  const messages = everyItem((query) => desk.listTicketMessages({ path, query }))
  for await (const { content } of messages) shown.push(content)
  expect(shown.toSorted()).toEqual(writers.map((writer) => `Reply ${writer}`).toSorted())
})

it('twenty who change one field at once leave a history without a break', async () => {
  const path = await openTicket()
  const priorities = ['low', 'high', 'critical', 'medium'] as const
  await Promise.all(
    writers.map((writer) => {
      const priority = priorities[writer % 4] ?? 'low'
      return desk.updateTicket({ path, body: { priority } })
    }),
  )
  const before: unknown[] = []
  const after: unknown[] = []
  const history = everyItem((query) => desk.listTicketHistory({ path, query }))
  for await (const { revision, changes } of history) {
    const change = changes.find(({ field }) => field === 'priority')
    if (revision === 0 || !change) continue
    before.push(change.from)
    after.push(change.to)
  }
  expect(before).toEqual(['medium', ...after.slice(0, -1)])
  const { data } = await desk.getTicket({ path })
  expect(data.data.priority).toBe(after.at(-1))
})

it('twenty who each add a label to what they saw lose none of them', async () => {
  const path = await openTicket()
  const labels = await Promise.all(
    writers.map(async (writer) => {
      const body = { name: `Label ${writer}`, color: '#00ff00' }
      return (await desk.createLabel({ body })).data.data.id
    }),
  )
  await Promise.all(labels.map((label) => addLabel(path, label)))
  const { data } = await desk.getTicket({ path })
  const shown = data.data.labels.map(({ id }) => id)
  expect(shown.toSorted((a, b) => a - b)).toEqual(labels.toSorted((a, b) => a - b))
})

/** As a careful client does: on what it has seen, or else again. */
async function addLabel(path: { id: number }, label: number): Promise<void> {
  for (;;) {
    const { data, response } = await desk.getTicket({ path })
    const headers = { 'If-Match': String(response.headers.get('etag')) }
    const body = { labels: [...data.data.labels.map(({ id }) => id), label] }
    try {
      await desk.updateTicket({ path, headers, body })
      return
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
}

const twins = {
  customers: (email: string) => desk.createCustomer({ body: { name: 'Twin', email } }),
  agents: (email: string) =>
    desk.createAgent({ body: { name: 'Twin', email, password: 'long enough' } }),
}

it.each(['customers', 'agents'] as const)(
  'of two %s with one email, however it is written, one is made',
  async (kind) => {
    for (const round of writers.slice(0, 5)) {
      const emails = [`${kind}${round}@desk.example`, ` ${kind.toUpperCase()}${round}@DESK.example`]
      const outcomes = await Promise.allSettled<unknown>(emails.map((email) => twins[kind](email)))
      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      )
      expect(refused).toHaveLength(1)
      expect(refused[0]).toBeInstanceOf(InvalidFields)
      expect(refused[0]).toMatchObject({ errors: { email: [expect.any(String)] } })
    }
  },
)

it('a command that is sent twice at once is done once', async () => {
  const path = await openTicket()
  const headers = { 'Idempotency-Key': 'the same' }
  const body = { content: 'Only once' }
  const answers = await Promise.all(
    writers.map(() => desk.createTicketMessage({ path, headers, body })),
  )
  expect(new Set(answers.map(({ data }) => data.data.id)).size).toBe(1)
  const { data } = await desk.listTicketMessages({ path })
  expect(data.meta.total).toBe(1)
})
