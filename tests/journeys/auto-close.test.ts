import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createDeskClient, type DeskClient, dataOf } from '#tests/support/desk-client.ts'

let stack: Stack
let staff: DeskClient

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
})

afterAll(async () => {
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

const imported = z.array(z.object({ id: z.int() }))
const ticket = z.object({ status: z.string() })
const entries = z.array(z.object({ type: z.string() }))

const waiting = {
  external_id: 'W-1',
  customer: { name: 'Bo', email: 'bo@desk.example' },
  title: 'No answer comes',
  content: 'Please help',
  created_at: '2026-01-01T08:00:00Z',
  history: [{ at: '2026-01-02T08:00:00Z', message: { content: 'Did it help?', from: 'agent' } }],
}

it('a desk closes what its customers left without an answer, once, though its notifier is killed', async () => {
  const answer = await staff.post('/internal/imports/tickets', { tickets: [waiting] })
  const path = `/internal/tickets/${dataOf(answer, imported)[0]?.id}`
  await staff.put('/internal/settings', { sd_auto_close_days: 7 })
  await stack.kill('notifier')

  const isClosed = async () => {
    expect(dataOf(await staff.get(path), ticket).status).toBe('closed')
  }
  await vi.waitFor(isClosed, { timeout: 90_000, interval: 500 })
  await stack.kill('notifier')
  await stack.waitReady()
  const history = dataOf(await staff.get(`${path}/history?per_page=200`), entries)
  expect(history.filter(({ type }) => type === 'TicketClosed')).toHaveLength(1)
})
