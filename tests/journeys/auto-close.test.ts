import { createDeskClient } from '@deskhive/client/desk-client.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
})

afterAll(() => stack?.[Symbol.asyncDispose]())

const waiting = {
  external_id: 'W-1',
  customer: { name: 'Bo', email: 'bo@desk.example' },
  title: 'No answer comes',
  content: 'Please help',
  created_at: '2026-01-01T08:00:00Z',
  history: [
    { at: '2026-01-02T08:00:00Z', message: { content: 'Did it help?', from: 'agent' as const } },
  ],
}

it('a desk closes what its customers left without an answer, once, though its notifier is killed', async () => {
  const desk = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
  const { data: imported } = await desk.importTickets({ body: { tickets: [waiting] } })
  const path = { id: Number(imported.data[0]?.id) }
  await desk.updateSettings({ body: { sd_auto_close_days: 7 } })
  await stack.kill('notifier')

  const isClosed = async () => {
    const { data } = await desk.getTicket({ path })
    expect(data.data.status).toBe('closed')
  }
  await vi.waitFor(isClosed, { timeout: 90_000, interval: 500 })
  await stack.kill('notifier')
  await stack.waitReady()
  const { data } = await desk.listTicketHistory({ path, query: { per_page: 200 } })
  expect(data.data.filter(({ type }) => type === 'TicketClosed')).toHaveLength(1)
})
