import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  createAgent,
  createDepartment,
  createTicket,
  type TestAgent,
} from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

const desk = useTestDesk()
let agent: TestAgent
let department: number
let ticket: number
/** Where the log ended before the ticket was closed. */
let beforeClosing: string

beforeAll(async () => {
  agent = await createAgent(desk.ask, { name: '=cmd("Grace")' })
  department = await createDepartment(desk.ask, { name: 'Repairs, large' })
  ticket = await createTicket(desk.ask, { department_id: department, priority: 'high' })
  const path = `/tickets/${ticket}`
  await desk.ask('PUT', `/internal${path}`, { body: { assigned_to: agent.id } })
  const replied = await desk.ask('POST', `/external${path}/messages`, {
    key: agent.key,
    body: { content: 'We look into it.' },
  })
  beforeClosing = String(replied.headers['x-position'])
  await desk.ask('POST', `/external${path}/close`, { key: agent.key })
})

const get = (report: string, query = '') => desk.ask('GET', `/internal/reports/${report}${query}`)
const today = () => new Date().toISOString().slice(0, 10)
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

const seconds = z.number().min(0)
const measured = z.object({ count: z.literal(1), mean: seconds, median: seconds, p90: seconds })

describe('the overview', () => {
  test.each([
    ['0001-01-01T00:00:00Z', '1900-01-01', '1900-01-30'],
    ['1900-01-15T00:00:00Z', '1900-01-01', '1900-01-30'],
    ['2999-12-31T12:00:00Z', '2999-12-02', '2999-12-31'],
    ['9999-12-31T23:59:59Z', '2999-12-02', '2999-12-31'],
  ])('as of %s is of 30 days that there are reports of', async (as_of, start_date, end_date) => {
    const { status, body } = await get('overview', `?as_of=${as_of}`)
    expect([status, body.data?.period]).toEqual([200, { start_date, end_date }])
    for (const other of ['agents', 'departments']) {
      expect((await get(other, `?as_of=${as_of}`)).status).toBe(200)
    }
  })

  test('is of the last 30 days to today, with every figure and every day', async () => {
    const { status, body } = await get('overview')
    expect(status).toBe(200)
    expect(body.data).toMatchObject({
      period: { start_date: daysAgo(29), end_date: today() },
      total_tickets: 1,
      by_status: { open: 0, in_progress: 0, on_hold: 0, closed: 1 },
      by_priority: { low: 0, medium: 0, high: 1, critical: 0 },
      by_department: [{ id: department, name: 'Repairs, large', count: 1 }],
      tickets_resolved: 1,
      resolutions: 1,
      automatic_closes: 0,
      reopens: 0,
      backlog: 0,
    })
    for (const figure of ['first_reply_time', 'first_resolution_time', 'full_resolution_time']) {
      measured.parse(body.data[figure])
    }
    expect(body.data.tickets_over_time).toHaveLength(30)
    expect(body.data.tickets_over_time.at(-1)).toEqual({
      date: today(),
      created: 1,
      resolved: 1,
      reopened: 0,
      backlog: 0,
    })
  })

  test('as of a position says what it said when the log ended there', async () => {
    const { body } = await get('overview', `?as_of=${beforeClosing}`)
    expect(body.data).toMatchObject({
      by_status: { open: 1, closed: 0 },
      resolutions: 0,
      backlog: 1,
    })
  })

  test('as of a time knows what had happened by then', async () => {
    const { body } = await get('overview', '?as_of=2020-03-15T12:00:00Z')
    expect(body.data).toMatchObject({
      period: { start_date: '2020-02-15', end_date: '2020-03-15' },
      total_tickets: 0,
    })
  })

  test('tells up to where the log is counted', async () => {
    const { headers } = await get('overview')
    expect(BigInt(String(headers['x-position']))).toBeGreaterThan(BigInt(beforeClosing))
  })
})

test('agents and departments have each their own figures', async () => {
  const figures = {
    assigned: 1,
    replies: 1,
    resolutions: 1,
    tickets_resolved: 1,
    reopens: 0,
    backlog: 0,
    first_reply_time: expect.objectContaining({ count: 1 }),
    full_resolution_time: expect.objectContaining({ count: 1 }),
  }
  const agents = (await get('agents')).body.data
  expect(agents).toMatchObject([{ agent: { id: agent.id, name: '=cmd("Grace")' }, ...figures }])
  const departments = (await get('departments')).body.data
  expect(departments).toMatchObject([
    { department: { id: 1, name: 'General' }, assigned: 0, backlog: 0 },
    { department: { id: department, name: 'Repairs, large' }, ...figures },
  ])
})

describe('as a table', () => {
  test('a report on each agent has a line for each, and no name is a formula', async () => {
    const { status, text, headers } = await get('agents', '?format=csv')
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    const [header, line, ...rest] = text.split('\r\n')
    expect(header).toBe(
      'agent_id,agent_name,assigned,replies,resolutions,tickets_resolved,automatic_closes,reopens,' +
        'backlog,first_reply_time_count,first_reply_time_mean,first_reply_time_median,' +
        'first_reply_time_p90,full_resolution_time_count,full_resolution_time_mean,' +
        'full_resolution_time_median,full_resolution_time_p90',
    )
    expect(line).toMatch(new RegExp(`^${agent.id},"'=cmd\\(""Grace""\\)",1,1,1,1,0,0,0,1,`))
    expect(rest).toEqual([''])
  })

  test('the overview has a line for each figure, unrounded', async () => {
    const { text } = await get('overview', '?format=csv')
    const { body } = await get('overview')
    expect(text.split('\r\n')[0]).toBe('figure,key,name,value')
    expect(text).toContain('\r\ntotal_tickets,,,1\r\n')
    expect(text).toContain(`\r\nby_department,${department},"Repairs, large",1\r\n`)
    expect(text).toContain(`\r\nbacklog_on,${today()},,0\r\n`)
    const { mean } = body.data.full_resolution_time
    expect(text).toContain(`\r\nfull_resolution_time,mean,,${mean}\r\n`)
  })
})

describe.each(['overview', 'agents', 'departments'])('reports/%s', (report) => {
  test.each([
    ['?start_date=2026-02-30', 'start_date'],
    ['?start_date=yesterday&end_date=2026-01-01', 'start_date'],
    ['?start_date=2026-02-02&end_date=2026-02-01', 'end_date'],
    ['?start_date=2999-01-01', 'start_date'],
    ['?start_date=1920-01-01&end_date=2026-02-01', 'end_date'],
    ['?as_of=now', 'as_of'],
    ['?as_of=9000000000000000000', 'as_of'],
    ['?format=xml', 'format'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await get(report, query)
    expect([status, Object.keys(body.errors)]).toEqual([422, [field]])
  })

  test('answers for ten years, from long ago up to today, for one day, and for parameters left empty', async () => {
    for (const query of [
      '?start_date=2016-01-01&end_date=2025-12-31',
      '?start_date=2000-01-01',
      '?start_date=2016-01-01&end_date=2016-01-01&as_of=0',
      '?start_date=&end_date=&as_of=&format=',
    ]) {
      expect((await get(report, query)).status).toBe(200)
    }
  })
})
