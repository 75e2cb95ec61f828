import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAgent,
  createDepartment,
  createTicket,
  type TestAgent,
} from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { idsOf } from './resource-client.ts'

const desk = useTestDesk()

const get = (path: string, key?: string) => desk.ask('GET', path, { key })
const put = (path: string, body: object) => desk.ask('PUT', path, { body })

describe('an agent', () => {
  let agent: TestAgent
  let other: TestAgent
  let department: number
  beforeAll(async () => {
    department = await createDepartment(desk.ask)
    agent = await createAgent(desk.ask, { departments: [department] })
    other = await createAgent(desk.ask)
  })

  test('sees its own tickets, and its departments’ where the desk is set so', async () => {
    const [own, shared, foreign] = [
      await createTicket(desk.ask),
      await createTicket(desk.ask, { department_id: department }),
      await createTicket(desk.ask),
    ]
    await put(`/internal/tickets/${own}`, { assigned_to: agent.id })
    await put(`/internal/tickets/${foreign}`, { assigned_to: other.id })
    const seen = async () => {
      const list = await get('/external/tickets?per_page=200', agent.key)
      const statuses = [own, shared, foreign].map(async (id) => {
        const { status } = await get(`/external/tickets/${id}`, agent.key)
        expect(idsOf(list).includes(id)).toBe(status === 200)
        return status
      })
      expect(list.body.meta.total).toBe(list.body.data.length)
      return Promise.all(statuses)
    }
    expect(await seen()).toEqual([200, 404, 404])
    await put('/internal/settings', { sd_department_visibility: true })
    expect(await seen()).toEqual([200, 200, 404])
    await put('/internal/settings', { sd_department_visibility: false })
    expect(await seen()).toEqual([200, 404, 404])
  })

  test('loses sight of a department’s tickets when the department is deleted', async () => {
    const gone = await createDepartment(desk.ask)
    const member = await createAgent(desk.ask, { departments: [gone] })
    const id = await createTicket(desk.ask, { department_id: gone })
    await put('/internal/settings', { sd_department_visibility: true })
    const close = () => desk.ask('POST', `/external/tickets/${id}/close`, { key: member.key })
    expect((await get(`/external/tickets/${id}`, member.key)).status).toBe(200)

    await desk.ask('DELETE', `/internal/departments/${gone}`)

    expect((await get(`/external/tickets/${id}`, member.key)).status).toBe(404)
    expect((await close()).status).toBe(404)
    await put('/internal/settings', { sd_department_visibility: false })
  })

  test('has a dashboard of its own', async () => {
    const mine = await createAgent(desk.ask)
    const tickets = [1, 2, 3, 4].map(async () => {
      const id = await createTicket(desk.ask)
      await put(`/internal/tickets/${id}`, { assigned_to: mine.id })
      return id
    })
    const [answered, working, closed] = await Promise.all(tickets)
    await desk.ask('POST', `/external/tickets/${answered}/messages`, {
      key: mine.key,
      body: { content: 'Try again' },
    })
    await put(`/internal/tickets/${working}`, { status: 'in_progress' })
    await put(`/internal/tickets/${closed}`, { status: 'closed' })
    const { body } = await get('/external/dashboard', mine.key)
    expect(body).toEqual({
      status: true,
      data: { open_tickets: 2, in_progress_tickets: 1, needs_response: 2, closed_today: 1 },
    })
  })

  test('reads 30 messages a page and is told what it likes', async () => {
    const id = await createTicket(desk.ask)
    await put(`/internal/tickets/${id}`, { assigned_to: agent.id })
    const contents = Array.from({ length: 31 }, (_, index) => `Nr ${index}`)
    for (const content of contents) {
      await desk.ask('POST', `/internal/tickets/${id}/messages`, { body: { content } })
    }
    const path = `tickets/${id}/messages`
    const first = await get(`/external/${path}`, agent.key)
    expect(first.body.meta).toEqual({ current_page: 1, last_page: 2, per_page: 30, total: 31 })
    const second = await get(`/external/${path}?page=2`, agent.key)
    const all = [...first.body.data, ...second.body.data]
    expect(all.map(({ content }) => content)).toEqual(contents)

    const liked = first.body.data[0].id
    await desk.ask('POST', `/external/${path}/${liked}/like`, { key: agent.key })
    const [seen] = (await get(`/external/${path}`, agent.key)).body.data
    expect(seen).toMatchObject({ id: liked, likes: 1, liked: true, sender: { type: 'user' } })
    const internal = await get(`/internal/${path}`)
    expect([internal.body.meta.per_page, internal.body.data[0].likes]).toEqual([15, 1])
    expect(internal.body.data[0]).not.toHaveProperty('liked')
  })

  test('keeps its own profile', async () => {
    const before = await get('/external/profile', agent.key)
    expect(before.body.data).toMatchObject({
      id: agent.id,
      avatar_url: null,
      notification_settings: {},
      is_active: true,
    })
    const change = (body: object) => desk.ask('PUT', '/external/profile', { key: agent.key, body })
    await change({ notification_settings: { ticket_reply: { in_app: false } } })
    const changed = await change({
      name: 'Grace H.',
      phone: null,
      is_active: false,
      notification_settings: { ticket_reply: { email: true }, ticket_created: { in_app: false } },
    })
    expect(changed.body.data).toEqual({
      ...before.body.data,
      name: 'Grace H.',
      phone: null,
      notification_settings: {
        ticket_reply: { in_app: false, email: true },
        ticket_created: { in_app: false },
      },
    })
    expect((await get('/external/profile', agent.key)).body.data).toEqual(changed.body.data)
    const wrong = await change({
      name: '',
      locale: 'x'.repeat(11),
      notification_settings: { no: 1 },
    })
    expect(Object.keys(wrong.body.errors)).toEqual(['name', 'locale', 'notification_settings.no'])
    const [, event] = (await get(`/internal/agents/${agent.id}/history`)).body.data
    expect(event.actor).toEqual({ type: 'agent', id: agent.id, name: 'Grace Hopper' })
  })

  test('is offered the active canned responses, by their order, then title', async () => {
    const add = (title: string, sort_order: number, is_active = true) =>
      desk.ask('POST', '/internal/canned-responses', { body: { title, sort_order, is_active } })
    await add('Zum Schluss', 1)
    await add('Off', 0, false)
    await add('Ähnlich', 1)
    for (let n = 0; n < 20; n += 1) await add(`Later ${n}`, 2)

    const { body } = await get('/external/canned-responses', agent.key)
    expect(body.meta).toBeUndefined()
    const titles = body.data.map(({ title }: { title: string }) => title)
    expect(titles.slice(0, 2)).toEqual(['Ähnlich', 'Zum Schluss'])
    expect(titles).toHaveLength(22)
    expect(body.data[0]).toMatchObject({ content: null, category: null, shortcut: null })
  })

  test('reads and marks its own notifications and nobody else’s', async () => {
    const tell = (agentId: number, n: number, in_app = true) => ({
      key: desk.desk.uuid(),
      agent_id: agentId,
      type: 'ticket_reply' as const,
      title: `Nr ${n}`,
      message: 'A reply',
      ticket_id: 1001,
      sender_name: 'Ada',
      in_app,
      created_at: `2026-03-15T14:30:${String(n).padStart(2, '0')}.000Z`,
      event_id: desk.desk.uuid(),
      position: String(n),
    })
    const mine = Array.from({ length: 22 }, (_, n) => tell(agent.id, n))
    const rows = [...mine, tell(agent.id, 50, false), tell(other.id, 51)]
    await desk.desk.notifications.insertInto('notifier.notifications').values(rows).execute()

    const list = await get('/external/notifications', agent.key)
    expect(list.body.meta).toEqual({ current_page: 1, last_page: 2, per_page: 20, total: 22 })
    const [latest] = list.body.data
    expect(latest).toEqual({
      id: expect.any(Number),
      type: 'ticket_reply',
      title: 'Nr 21',
      message: 'A reply',
      ticket_id: 1001,
      sender_name: 'Ada',
      sender_avatar: null,
      is_read: false,
      created_at: '2026-03-15T14:30:21Z',
    })
    const unread = async (key: string) =>
      (await get('/external/notifications/unread-count', key)).body
    const read = (key: string, id: number) =>
      desk.ask('POST', `/external/notifications/${id}/read`, { key })
    expect(await unread(agent.key)).toEqual({ status: true, data: { unread_count: 22 } })
    for (const _twice of [1, 2]) expect((await read(agent.key, latest.id)).status).toBe(200)
    expect(await unread(agent.key)).toEqual({ status: true, data: { unread_count: 21 } })

    const theirs = await read(other.key, latest.id)
    expect([theirs.status, theirs.text]).toEqual([404, (await read(other.key, 777_777)).text])
    await desk.ask('POST', '/external/notifications/read-all', { key: agent.key })
    expect(await unread(agent.key)).toEqual({ status: true, data: { unread_count: 0 } })
    expect(await unread(other.key)).toEqual({ status: true, data: { unread_count: 1 } })
  })
})
