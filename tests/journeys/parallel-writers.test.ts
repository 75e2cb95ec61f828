import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { allPages } from '#tests/support/all-pages.ts'
import { createDeskClient, type DeskClient, dataOf, idOf } from '#tests/support/desk-client.ts'

const WRITERS = 20
const writers = Array.from({ length: WRITERS }, (_, index) => index)

let stack: Stack
let staff: DeskClient
let customer: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  customer = idOf(await staff.post('/internal/customers', { name: 'Bo', email: 'b@desk.example' }))
})

afterAll(async () => {
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

async function openTicket(): Promise<string> {
  const ticket = { customer_id: customer, title: 'Popular', content: 'Everybody writes here' }
  return `/internal/tickets/${idOf(await staff.post('/internal/tickets', ticket))}`
}

const statusesOf = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).sort((a, b) => a - b)

it('twenty who reply to one ticket at once are all heard', async () => {
  const path = await openTicket()
  const answers = await Promise.all(
    writers.map((writer) => staff.post(`${path}/messages`, { content: `Reply ${writer}` })),
  )
  expect(statusesOf(answers)).toEqual(writers.map(() => 201))
  const shown = await allPages(staff, `${path}/messages`, z.object({ content: z.string() }))
  expect(new Set(shown.map(({ content }) => content))).toEqual(
    new Set(writers.map((writer) => `Reply ${writer}`)),
  )
  expect(shown).toHaveLength(WRITERS)
})

const change = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const entry = z.object({ changes: z.array(change) })

it('twenty who change one field at once leave a history without a break', async () => {
  const path = await openTicket()
  const priorities = ['low', 'high', 'critical', 'medium']
  const answers = await Promise.all(
    writers.map((writer) => staff.put(path, { priority: priorities[writer % 4] })),
  )
  expect(statusesOf(answers)).toEqual(writers.map(() => 200))

  const [, ...entries] = await allPages(staff, `${path}/history`, entry)
  const changes = entries.flatMap((one) => one.changes).filter(({ field }) => field === 'priority')
  const before = ['medium', ...changes.map(({ to }) => to)]
  expect(changes.map(({ from }) => from)).toEqual(before.slice(0, -1))
  const { priority } = dataOf(await staff.get(path), z.object({ priority: z.string() }))
  expect(priority).toBe(before.at(-1))
})

const labelled = z.object({ labels: z.array(z.object({ id: z.int() })) })

it('twenty who each add a label to what they saw lose none of them', async () => {
  const path = await openTicket()
  const labels = await Promise.all(
    writers.map(async (writer) => {
      const label = { name: `Label ${writer}`, color: '#00ff00' }
      return idOf(await staff.post('/internal/labels', label))
    }),
  )
  await Promise.all(labels.map((label) => addLabel(path, label)))
  const shown = dataOf(await staff.get(path), labelled).labels.map(({ id }) => id)
  expect(shown.sort((a, b) => a - b)).toEqual(labels.sort((a, b) => a - b))
})

/** As a careful client does: on what it has seen, or else again. */
async function addLabel(path: string, label: number): Promise<void> {
  for (;;) {
    const seen = await staff.get(path)
    const labels = [...dataOf(seen, labelled).labels.map(({ id }) => id), label]
    const headers = { 'if-match': String(seen.headers.etag) }
    const { status } = await staff.put(path, { labels }, { headers })
    if (status === 200) return
    expect(status).toBe(412)
  }
}

it.each([
  ['customers', {}],
  ['agents', { password: 'long enough' }],
])('of two %s with one email, however it is written, one is made', async (path, rest) => {
  for (const round of writers.slice(0, 5)) {
    const emails = [`${path}${round}@desk.example`, ` ${path.toUpperCase()}${round}@DESK.example`]
    const answers = await Promise.all(
      emails.map((email) => staff.post(`/internal/${path}`, { name: 'Twin', email, ...rest })),
    )
    expect(statusesOf(answers)).toEqual([201, 422])
    const refusal = answers.find(({ status }) => status === 422)
    expect(refusal?.body).toMatchObject({ errors: { email: [expect.any(String)] } })
  }
})

it('a command that is sent twice at once is done once', async () => {
  const path = await openTicket()
  const headers = { 'idempotency-key': 'the same' }
  const reply = { content: 'Only once' }
  const answers = await Promise.all(
    writers.map(() => staff.post(`${path}/messages`, reply, { headers })),
  )
  expect(statusesOf(answers)).toEqual(writers.map(() => 201))
  expect(new Set(answers.map(idOf)).size).toBe(1)
  expect(await allPages(staff, `${path}/messages`, z.unknown())).toHaveLength(1)
})
