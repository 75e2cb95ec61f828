import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../../services/api/app.ts'
import type { Desk } from '../../services/api/desk.ts'
import { askerOf } from '../../services/api/testing/ask.ts'
import {
  createAgent,
  createCategory,
  createCustomer,
  createDepartment,
  createLabel,
  createProduct,
  createTicket,
} from '../../services/api/testing/builders.ts'
import { firstKey } from '../../services/api/testing/start-test-desk.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { idsOf } from './resource-client.ts'

const desk = useTestDesk()

const get = (path: string, key?: string) => desk.ask('GET', path, { key })
const put = (path: string, body: object) => desk.ask('PUT', path, { body })

describe('tickets', () => {
  test('a list shows what a read shows, newest first, by every filter', async () => {
    const agent = await createAgent(desk.ask)
    const department_id = await createDepartment(desk.ask)
    const customer_id = await createCustomer(desk.ask)
    const label = await createLabel(desk.ask, { name: 'VIP' })
    const first = await createTicket(desk.ask, { customer_id, department_id, priority: 'high' })
    const second = await createTicket(desk.ask, { customer_id, priority: 'low' })
    await put(`/internal/tickets/${first}`, {
      assigned_to: agent.id,
      labels: [label],
      status: 'on_hold',
    })

    const read = await get(`/internal/tickets/${first}`)
    expect(read.body.data).toMatchObject({
      id: first,
      status: 'on_hold',
      department: { id: department_id, name: 'Billing' },
      labels: [{ id: label, name: 'VIP', color: '#ff0000' }],
      assigned_to: { id: agent.id, name: 'Grace Hopper' },
      agents: [{ id: agent.id, name: 'Grace Hopper' }],
    })
    const both = await get(`/internal/tickets?customer_id=${customer_id}`)
    expect(idsOf(both)).toEqual([second, first])
    expect(both.body.data[1]).toEqual(read.body.data)
    expect(both.body.meta).toEqual({ current_page: 1, last_page: 1, per_page: 15, total: 2 })

    for (const filter of [
      `status=on_hold&customer_id=${customer_id}`,
      `priority=high&customer_id=${customer_id}`,
      `department_id=${department_id}`,
      `assigned_to=${agent.id}`,
      `status=on_hold&priority=high&department_id=${department_id}&assigned_to=${agent.id}`,
    ]) {
      expect([filter, idsOf(await get(`/internal/tickets?${filter}`))]).toEqual([filter, [first]])
    }
    expect(idsOf(await get(`/internal/tickets?assigned_to=${agent.id}&status=open`))).toEqual([])
  })

  test('what a ticket refers to and was deleted is in no view of it, and in its history', async () => {
    const viewer = await createAgent(desk.ask)
    const refersTo = {
      department_id: await createDepartment(desk.ask),
      category_id: await createCategory(desk.ask),
      product_id: await createProduct(desk.ask),
    }
    const label = await createLabel(desk.ask)
    const field = await desk.ask('POST', '/internal/custom-fields', {
      body: { label: 'Order', type: 'number' },
    })
    const custom_fields = [{ id: field.body.data.id, value: 7 }]
    const id = await createTicket(desk.ask, { ...refersTo, custom_fields })
    await put(`/internal/tickets/${id}`, { assigned_to: viewer.id, labels: [label] })
    for (const path of [
      `departments/${refersTo.department_id}`,
      `categories/${refersTo.category_id}`,
      `products/${refersTo.product_id}`,
      `labels/${label}`,
      `custom-fields/${field.body.data.id}`,
    ]) {
      expect((await desk.ask('DELETE', `/internal/${path}`)).status).toBe(200)
    }
    const none = { department: null, category: null, product: null, labels: [], custom_fields: [] }
    const everywhere = async () => {
      const own = { key: viewer.key }
      const lists = [
        await get('/internal/tickets?per_page=200'),
        await get('/external/tickets', viewer.key),
      ]
      const listed = lists.map(({ body }) => body.data.find((row: { id: number }) => row.id === id))
      const path = `/external/tickets/${id}`
      const body = { status: 'on_hold' }
      return [
        ...listed,
        (await get(`/internal/tickets/${id}`)).body.data,
        (await get(path, viewer.key)).body.data,
        (await put(`/internal/tickets/${id}`, { is_resolved: true })).body.data,
        (await desk.ask('PUT', path, { ...own, body })).body.data,
        (await desk.ask('POST', `${path}/close`, own)).body.data,
      ]
    }
    for (const view of await everywhere()) expect(view).toMatchObject(none)
    for (const filter of [`department_id=${refersTo.department_id}`, `assigned_to=${viewer.id}`]) {
      const { body } = await get(`/internal/tickets?${filter}`)
      expect(body.meta.total).toBe(filter.startsWith('department') ? 0 : 1)
    }

    await desk.ask('DELETE', `/internal/agents/${viewer.id}`)
    const { body } = await get(`/internal/tickets/${id}`)
    expect(body.data).toMatchObject({ ...none, assigned_to: null, agents: [] })
    const without = await get(`/internal/tickets?assigned_to=${viewer.id}`)
    expect([idsOf(without), without.body.meta.total]).toEqual([[], 0])

    const history = (await get(`/internal/tickets/${id}/history`)).body.data
    expect(history[0].data).toMatchObject({ ...refersTo, custom_fields })
    const dataOf = (type: string) => history.find((event: { type: string }) => event.type === type)
    expect(dataOf('TicketAssigned').data).toMatchObject({ agent_id: viewer.id })
    expect(dataOf('TicketLabelled').data).toMatchObject({ labels: [label] })
  })

  test('wrong filters are refused together; ids of nothing find nothing', async () => {
    const wrong = await get('/internal/tickets?status=new&priority=1&department_id=x&page=0')
    expect(Object.keys(wrong.body.errors)).toEqual(['page', 'status', 'priority', 'department_id'])
    expect(wrong.status).toBe(422)
    expect(idsOf(await get('/internal/tickets?customer_id=999999'))).toEqual([])
  })

  test('a page costs the same few statements, however many tickets it shows', async () => {
    const agent = await createAgent(desk.ask)
    const category_id = await createCategory(desk.ask)
    const product_id = await createProduct(desk.ask)
    const label = await createLabel(desk.ask)
    const field = await desk.ask('POST', '/internal/custom-fields', {
      body: { label: 'Order', type: 'number' },
    })
    const custom_fields = [{ id: field.body.data.id, value: 1 }]
    const createFull = async () => {
      const id = await createTicket(desk.ask, { category_id, product_id, custom_fields })
      await put(`/internal/tickets/${id}`, { assigned_to: agent.id, labels: [label] })
    }
    await inParallel(Array.from({ length: 100 }), 8, createFull)

    const { app, statements } = appThatCounts(desk.desk)
    const ask = askerOf(app, firstKey)
    const cost = async (path: string, per_page: number, key?: string) => {
      const before = statements()
      const { body } = await ask('GET', `${path}?per_page=${per_page}`, key ? { key } : {})
      expect(body.data).toHaveLength(per_page)
      expect(body.data[0]).toMatchObject({ labels: [{ id: label }], product: { id: product_id } })
      return statements() - before
    }
    for (const per_page of [1, 15, 100]) {
      expect([per_page, await cost('/internal/tickets', per_page)]).toEqual([per_page, 2])
      // one more for the setting that decides what an agent sees
      const external = await cost('/external/tickets', per_page, agent.key)
      expect([per_page, external]).toEqual([per_page, 3])
    }
    const before = statements()
    await ask('GET', '/internal/tickets')
    expect(statements() - before).toBe(3) // one more for the setting that gives the size
    await app.close()
  })
})

test('the history of a ticket tells every change in order, with who made it', async () => {
  const agent = await createAgent(desk.ask)
  const id = await createTicket(desk.ask)
  await put(`/internal/tickets/${id}`, { assigned_to: agent.id, priority: 'high' })
  await desk.ask('POST', `/external/tickets/${id}/close`, { key: agent.key })
  await desk.ask('DELETE', `/internal/tickets/${id}`)

  const { body } = await get(`/internal/tickets/${id}/history`)
  const told = body.data.map(({ type, changes }: { type: string; changes: unknown }) => [
    type,
    changes,
  ])
  expect(told.slice(1)).toEqual([
    ['TicketAssigned', [{ field: 'assigned_to', from: null, to: agent.id }]],
    ['TicketPrioritised', [{ field: 'priority', from: 'medium', to: 'high' }]],
    ['TicketClosed', [{ field: 'status', from: 'open', to: 'closed' }]],
    ['TicketDeleted', []],
  ])
  expect(told[0]?.[1]).toContainEqual({ field: 'status', from: null, to: 'open' })
  expect(body.data[3]).toMatchObject({
    revision: 3,
    actor: { type: 'agent', id: agent.id, name: 'Grace Hopper' },
    ip_address: '127.0.0.1',
    occurred_at: expect.stringMatching(/\.\d{3}Z$/),
  })
  expect((await get(`/internal/tickets/${id}`)).status).toBe(404)
})

/** The same desk behind another app, with the number of statements that its reads took. */
function appThatCounts(counted: Desk) {
  let count = 0
  const readModel = counted.database.readModel.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      count += 1
      return Promise.resolve(result)
    },
  })
  const database = { ...counted.database, readModel }
  const app = buildApp({ ...counted, database, metrics: createMetrics('counted') })
  return { app, statements: () => count }
}
