import { describe, expect, test } from 'vitest'
import { createAgent, createDepartment, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { idsOf } from './resource-client.ts'

const desk = useTestDesk()

const get = (path: string) => desk.ask('GET', path)
const put = (path: string, body: object) => desk.ask('PUT', path, { body })

test('agents are listed by department and by whether they work', async () => {
  const department = await createDepartment(desk.ask)
  const here = await createAgent(desk.ask, { departments: [department] })
  const away = await createAgent(desk.ask, { departments: [department] })
  await put(`/internal/agents/${away.id}`, { is_active: false })
  const list = (query: string) => get(`/internal/agents?department_id=${department}&${query}`)
  expect(idsOf(await list('')).length).toBe(2)
  expect(idsOf(await list('is_active=true'))).toEqual([here.id])
  expect(idsOf(await list('is_active=0'))).toEqual([away.id])
  expect((await list('is_active=perhaps')).status).toBe(422)

  await desk.ask('DELETE', `/internal/departments/${department}`)
  expect(idsOf(await list(''))).toEqual([])
  expect((await get(`/internal/agents/${here.id}`)).body.data.departments).toEqual([])
})

test('a password is changed with a trace and shown nowhere', async () => {
  const { id } = await createAgent(desk.ask)
  const changed = await put(`/internal/agents/${id}`, { password: 'another one', phone: '5' })
  expect(changed.status).toBe(200)
  expect(await desk.desk.passwords.isRight(id, 'another one')).toBe(true)
  expect(await desk.desk.passwords.isRight(id, 'a long password')).toBe(false)
  const short = await put(`/internal/agents/${id}`, { password: '😀😀😀😀😀😀😀' })
  expect(Object.keys(short.body.errors)).toEqual(['password'])
  const history = await get(`/internal/agents/${id}/history`)
  const types = history.body.data.map(({ type }: { type: string }) => type)
  expect(types).toEqual(['AgentCreated', 'AgentChanged', 'AgentPasswordChanged'])
  expect(history.text + changed.text).not.toContain('another one')
})

describe('settings', () => {
  test('are changed one by one, checked together, and null clears', async () => {
    const department = await createDepartment(desk.ask)
    const before = (await get('/internal/settings')).body.data
    const changed = await put('/internal/settings', {
      sd_default_department_id: department,
      sd_default_priority: 'critical',
      sd_notification_email: 'desk@example.org',
    })
    expect([changed.status, changed.body.data]).toEqual([
      200,
      {
        ...before,
        sd_default_department_id: department,
        sd_default_priority: 'critical',
        sd_notification_email: 'desk@example.org',
      },
    ])
    const read = await get('/internal/settings')
    expect([read.body.data, read.headers['etag']]).toEqual([
      changed.body.data,
      changed.headers['etag'],
    ])

    const ticket = await get(`/internal/tickets/${await createTicket(desk.ask)}`)
    expect(ticket.body.data).toMatchObject({ department: { id: department }, priority: 'critical' })
    await desk.ask('DELETE', `/internal/departments/${department}`)
    expect((await get('/internal/settings')).body.data.sd_default_department_id).toBeNull()

    const nulls = {
      sd_default_department_id: null,
      sd_default_priority: null,
      sd_notification_email: null,
    }
    expect((await put('/internal/settings', nulls)).body.data).toEqual(before)
    const wrong = await put('/internal/settings', {
      sd_default_department_id: 777_777,
      sd_default_priority: 'urgent',
      sd_auto_close_days: -1,
      sd_tickets_per_page: 201,
      sd_notification_email: 'x',
      sd_customer_registration_enabled: 1,
      sd_ticket_prefix: 'a-b',
    })
    expect(Object.keys(wrong.body.errors)).toHaveLength(7)
    expect((await get('/internal/settings')).body.data).toEqual(before)
  })
})
