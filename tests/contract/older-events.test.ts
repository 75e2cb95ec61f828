import { randomUUID } from 'node:crypto'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { hashEvent } from '@deskhive/shared/event-store/hash-chain.ts'
import { expect, test } from 'vitest'
import { createAgent, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

const desk = useTestDesk()

test('a closing of an older version tells who closed it, and the chain of hashes goes on over it', async () => {
  const id = await createTicket(desk.ask)
  const agent = await createAgent(desk.ask)
  await appendFirstVersion(desk.desk.log, { id, agentId: agent.id })
  await desk.ask('PUT', `/internal/tickets/${id}`, { body: { status: 'open' } })
  await desk.ask('PUT', `/internal/tickets/${id}`, { body: { status: 'closed' } })

  const { body } = await desk.ask('GET', `/internal/tickets/${id}/history`)
  expect(body.data[1]).toMatchObject({ data: { closed_by: 'agent', agent_id: agent.id } })
  expect(body.data[3]).toMatchObject({ data: { closed_by: 'staff', agent_id: null } })

  const events = await desk.desk.log.readStream(`ticket-${id}`)
  expect(events.map(({ metadata }) => metadata.prev_hash)).toEqual([
    undefined,
    ...events.slice(0, -1).map(hashEvent),
  ])
})

/** As the first version of this program wrote it. */
async function appendFirstVersion(
  log: EventStore,
  { id, agentId }: { readonly id: number; readonly agentId: number },
): Promise<void> {
  const stream = `ticket-${id}`
  const [created] = await log.readStream(stream)
  if (created === undefined) throw new Error(`${stream} is empty`)
  const metadata = {
    ...created.metadata,
    command_id: randomUUID(),
    command_type: 'CloseTicket',
    actor_type: 'agent',
    actor_id: String(agentId),
    prev_hash: hashEvent(created),
    schema_version: '1',
  } as const
  const event = { id: randomUUID(), type: 'TicketClosed', data: {}, metadata }
  await log.append({ stream, expected: 0, events: [event] })
}
