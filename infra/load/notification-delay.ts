import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { DeskCalls } from './desk-calls.ts'
import type { People } from './requests.ts'
import { ascending, WARM_UP } from './statistics.ts'

const notifications = z.object({ data: z.array(z.object({ ticket_id: z.int() })) })

/** Longer than anything that could still be called a notification. */
const PATIENCE_MS = 10_000

/** Between two looks: without it the looking itself takes the processor from what is measured. */
const LOOK_EVERY_MS = 1

/**
 * From the answer to "assign this ticket" until the agent's own list shows it, asked again every
 * millisecond; one after another on a quiet system, after `WARM_UP` that do not count. Ascending, in ms;
 * one request is the least it can be.
 */
export async function measureNotificationDelay(
  calls: DeskCalls,
  people: People,
  count: number,
): Promise<number[]> {
  const agent = await calls.create('/internal/agents', {
    name: 'Ada',
    email: 'ada@desk.example',
    password: 'benchmark only',
  })
  const { key = '' } = await calls.create('/internal/api-keys', {
    name: 'Ada',
    type: 'external',
    agent_id: agent.id,
  })
  const delays: number[] = []
  for (let n = 0; n < WARM_UP + count; n += 1) {
    const customer_id = people.customerIds[n % people.customerIds.length]
    const ticket = { customer_id, title: `Ticket ${n}`, content: 'Assign me' }
    const { id } = await calls.create('/internal/tickets', ticket)
    await calls.put(`/internal/tickets/${id}`, { assigned_to: agent.id })
    delays.push(await untilShown(calls, key, id))
  }
  return ascending(delays.slice(WARM_UP))
}

async function untilShown(calls: DeskCalls, key: string, ticket: number): Promise<number> {
  const answeredAt = performance.now()
  for (;;) {
    const list = await calls.get('/external/notifications?per_page=1', key)
    const waited = performance.now() - answeredAt
    if (notifications.parse(list).data[0]?.ticket_id === ticket) return waited
    if (waited > PATIENCE_MS) throw new Error(`Nobody was notified of ticket ${ticket}`)
    await setTimeout(LOOK_EVERY_MS)
  }
}
