import { openEventSource } from '@deskhive/shared/testing/event-source.ts'
import { expect, test } from 'vitest'
import { createAgent } from '../testing/builders.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()

test('a key that is given to another agent ends its streams of the one before, and none of the new one', async () => {
  const address = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  const url = `${address}/api/v1/external/notifications/stream`
  const [ada, bob] = [await createAgent(desk.ask), await createAgent(desk.ask)]
  const headers = { 'x-api-key': ada.key }
  await using before = await openEventSource(url, headers)
  await desk.ask('PUT', `/internal/api-keys/${ada.keyId}`, { body: { agent_id: bob.id } })
  await using after = await openEventSource(url, headers)
  expect((await after.events.next()).value).toMatchObject({ event: 'unread_count' })

  const seen = []
  for await (const event of before.events) seen.push(event)

  expect(seen.at(-1)).toMatchObject({ event: 'end' })
  expect(JSON.parse(seen.at(-1)?.data ?? '')).toMatchObject({ reason: 'not_allowed' })
  await notify(bob.id)
  expect((await after.events.next()).value).toMatchObject({ event: 'notification' })
})

async function notify(agent_id: number): Promise<void> {
  const { notifications, liveNotifications, uuid } = desk.desk
  const row = {
    key: uuid(),
    agent_id,
    type: 'ticket_reply' as const,
    title: 'A reply',
    message: 'A reply',
    ticket_id: 1001,
    sender_name: 'Bo',
    in_app: true,
    created_at: '2026-03-15T14:30:00.000Z',
    event_id: uuid(),
    position: '1',
  }
  await notifications.insertInto('notifier.notifications').values(row).execute()
  liveNotifications.poke(agent_id)
}
