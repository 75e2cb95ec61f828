import { expect, test } from 'vitest'
import {
  createAgent,
  createCategory,
  createCustomer,
  createDepartment,
  createLabel,
  createTicket,
} from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

const desk = useTestDesk()

const list = async (query = '?per_page=200') =>
  (await desk.ask('GET', `/internal/activity-logs${query}`)).body
const put = (path: string, body: object) => desk.ask('PUT', `/internal/${path}`, { body })

/** What was told since, oldest first. */
async function told(act: () => Promise<unknown>): Promise<string[]> {
  const before = (await list('?per_page=1')).meta.total
  await act()
  const { data, meta } = await list()
  const sentences = data.map(({ description }: { description: string }) => description)
  return sentences.slice(0, meta.total - before).reverse()
}

test('what happens to a ticket is told in sentences', async () => {
  const department_id = await createDepartment(desk.ask, { name: 'Returns' })
  const agent = await createAgent(desk.ask)
  const customer_id = await createCustomer(desk.ask)
  let id = 0
  const sentences = await told(async () => {
    id = await createTicket(desk.ask, { customer_id })
    const url = `tickets/${id}`
    await put(url, { assigned_to: agent.id, department_id, priority: 'high' })
    await put(url, { status: 'in_progress' })
    await desk.ask('POST', `/internal/${url}/messages`, { body: { content: 'Secret words' } })
    await put(url, { status: 'closed' })
    await put(url, { status: 'open' })
    await desk.ask('DELETE', `/internal/${url}`)
  })
  const name = `Ticket SD-${id}`
  expect(sentences).toEqual([
    `${name} created`,
    `${name} assigned to Grace Hopper`,
    `${name} department changed to Returns`,
    `${name} priority changed to high`,
    `${name} status changed to in progress`,
    `${name} received a reply`,
    `${name} status changed to closed`,
    `${name} status changed to open`,
    `${name} deleted`,
  ])
})

test('what happens to everything else is told, too, with the names of today', async () => {
  const customer = await createCustomer(desk.ask)
  const sentences = await told(async () => {
    const label = await createLabel(desk.ask, { name: 'Late' })
    await put(`labels/${label}`, { name: 'Overdue', sort_order: 3 })
    await desk.ask('DELETE', `/internal/labels/${label}`)
    await desk.ask('POST', `/internal/customers/${customer}/block`, { body: { reason: 'Spam' } })
    const parent_id = await createCategory(desk.ask, { name: 'Top' })
    await createCategory(desk.ask, { name: 'Below', parent_id })
    await put('settings', { sd_ticket_prefix: 'SD', sd_auto_close_days: 5 })
    const department = await createDepartment(desk.ask, { name: 'Main' })
    await put(`departments/${department}`, { is_default: true })
  })
  expect(sentences).toEqual([
    'Label Overdue created',
    'Label Overdue changed: name, sort_order',
    'Label Overdue deleted',
    'Customer Ada Lovelace blocked',
    'Category Top created',
    'Category Below created',
    'Category Below moved below Top',
    'Settings changed: sd_auto_close_days',
    'Department Main created',
    'Default department changed to Main',
  ])
})

test('an entry says who did it, from where and when; the latest is the first, on every page', async () => {
  const agent = await createAgent(desk.ask)
  const id = await createTicket(desk.ask)
  await put(`tickets/${id}`, { assigned_to: agent.id })
  await desk.ask('POST', `/external/tickets/${id}/close`, { key: agent.key })
  const whole = await list()
  expect(whole.data[0]).toEqual({
    id: expect.any(Number),
    description: `Ticket SD-${id} status changed to closed`,
    user: { id: agent.id, name: 'Grace Hopper' },
    ip_address: '127.0.0.1',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  expect(whole.data[1].user).toEqual({ id: 1, name: 'Bootstrap key' })
  expect(whole.data.at(-1).user).toEqual({ id: null, name: 'System' })
  const ids = whole.data.map((entry: { id: number }) => entry.id)
  expect(ids).toEqual([...ids].sort((left, right) => right - left))
  expect(whole.meta.total).toBe(ids.length)

  const second = await list('?page=2&per_page=2')
  expect(second.data).toEqual(whole.data.slice(2, 4))
  expect(JSON.stringify(whole)).not.toMatch(/key_hash|Secret words/)
})

test('all of it is there again when the read models are made anew', async () => {
  const before = await list()
  const { pool } = desk.desk.database
  await pool.query('delete from activity_logs')
  expect((await list()).data).toEqual([])
  // What the migration does on a desk that is older than its activity logs; the owner then starts anew.
  await pool.query(`delete from projection.projection_checkpoint where name = 'read-model'`)
  await createLabel(desk.ask)
  await expect
    .poll(async () => (await list()).meta.total, { timeout: 15_000 })
    .toBe(before.meta.total + 1)
  expect((await list('?per_page=200')).data.slice(1)).toEqual(before.data)
})
