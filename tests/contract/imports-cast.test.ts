import { describe, expect, test } from 'vitest'
import {
  createAgent,
  createCustomer,
  createDepartment,
} from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { importOne, importTickets, leastTicket, stepsOf } from './import-samples.ts'

const desk = useTestDesk()

const read = async (id: number) => (await desk.ask('GET', `/internal/tickets/${id}`)).body.data
const all = async (what: string) =>
  (await desk.ask('GET', `/internal/${what}?per_page=200`)).body.data

describe('who and what an imported ticket names', () => {
  test('is found where it is there, whatever the case, and made once where it is missing', async () => {
    const department = await createDepartment(desk.ask, { name: 'Field Service' })
    const customer = await createCustomer(desk.ask, { name: 'Known', email: 'Known@import.test' })
    const { id: agent } = await createAgent(desk.ask, { email: 'Grace@import.test' })
    const results = await importTickets(
      desk,
      ['a', 'b', 'c'].map((external_id) => ({
        ...leastTicket,
        external_id: `named ${external_id}`,
        customer: { name: 'Otherwise', email: 'known@IMPORT.test' },
        department: 'field service',
        category: 'Brand new',
        labels: ['Brand new', 'brand NEW'],
        assigned_to: { name: 'Otherwise', email: 'grace@import.test' },
      })),
    )
    for (const { id } of results) {
      expect(await read(id)).toMatchObject({
        customer: { id: customer, name: 'Known' },
        department: { id: department },
        assigned_to: { id: agent },
        labels: [{ name: 'Brand new' }],
      })
    }
    for (const what of ['categories', 'labels']) {
      const made = (await all(what)).filter(({ name }: { name: string }) =>
        /^brand new$/i.test(name),
      )
      expect([what, made.length]).toEqual([what, 1])
    }
  })

  test('is one person however a sigma is written', async () => {
    const emails = ['νίκος.παππάς@import.test', 'ΝΊΚΟΣ.ΠΑΠΠΆΣ@IMPORT.TEST']
    const customer = await createCustomer(desk.ask, { name: 'Νίκος', email: emails[0] })
    const results = await importTickets(
      desk,
      emails.map((email) => ({
        ...leastTicket,
        external_id: `sigma ${email}`,
        customer: { name: 'Otherwise', email },
        assigned_to: { name: 'Otherwise', email },
      })),
    )
    const tickets = await Promise.all(results.map(({ id }) => read(id)))
    expect(tickets.map((ticket) => ticket.customer.id)).toEqual([customer, customer])
    expect(new Set(tickets.map((ticket) => ticket.assigned_to.id)).size).toBe(1)
  })

  test('has the name that any ticket of the call tells, where another knows an address only', async () => {
    const email = 'ada@import.test'
    const message = { content: 'Hello', from: 'agent' as const }
    const history = [{ at: '2016-03-01T00:00:00Z', by: email, message }]
    await importTickets(desk, [
      { ...leastTicket, external_id: 'by address', history },
      { ...leastTicket, external_id: 'by name', assigned_to: { name: 'Ada', email } },
    ])
    const agents = await all('agents')
    expect(agents.find((agent: { email: string }) => agent.email === email)).toMatchObject({
      name: 'Ada',
    })
  })

  test('is shown by name in the past of the ticket, also where the desk came to know it later', async () => {
    const department = await createDepartment(desk.ask, { name: 'Known only now' })
    const { id } = await importOne(desk, {
      external_id: 'past',
      department: 'Known only now',
      assigned_to: { name: 'Past', email: 'past@import.test' },
    })
    const then = '/internal/tickets?as_of=2016-03-01T00:00:00Z&per_page=200'
    const { body } = await desk.ask('GET', then)
    const [shown] = body.data.filter((ticket: { id: number }) => ticket.id === id)
    expect(shown).toMatchObject({
      department: { id: department, name: 'Known only now' },
      assigned_to: { name: 'Past' },
      customer: { name: 'Bo Diddley' },
    })
  })

  test('is there since the first of the call that names it; an agent is inactive', async () => {
    const customer = { name: 'Since', email: 'since@import.test' }
    await importTickets(desk, [
      { ...leastTicket, external_id: 's1', customer, created_at: '2016-05-01T00:00:00Z' },
      {
        ...leastTicket,
        external_id: 's2',
        customer,
        created_at: '2016-04-01T00:00:00Z',
        assigned_to: customer,
      },
    ])
    const named = ({ name }: { name: string }) => name === 'Since'
    const created_at = '2016-04-01T00:00:00Z'
    expect((await all('customers')).filter(named)).toMatchObject([{ created_at }])
    expect((await all('agents')).filter(named)).toMatchObject([{ created_at, is_active: false }])
  })
})

test('names in any script are kept as they are', async () => {
  const { id, external_id } = await importOne(desk, {
    external_id: ' Vorgang №7 – 日本 ',
    customer: { name: 'Zoë Ångström', email: 'zoë@пример.испытание' },
    department: 'Поддержка',
    history: [{ at: '2016-03-01T00:00:00Z', by: '山田太郎', status: 'closed' }],
  })
  expect(external_id).toBe('Vorgang №7 – 日本')
  expect(await read(id)).toMatchObject({
    customer: { name: 'Zoë Ångström' },
    department: { name: 'Поддержка' },
  })
  expect((await stepsOf(desk, id)).at(-1)).toMatchObject({ by: 'system 山田太郎' })
})

describe('an agent’s message of an imported ticket', () => {
  test('is answered by whoever wrote: the one named, else the assignee, else an agent whom nobody knows', async () => {
    const message = { content: 'Hello', from: 'agent' }
    const { id } = await importOne(desk, {
      external_id: 'authors',
      history: [
        { at: '2016-03-01T00:00:00Z', message },
        {
          at: '2016-03-01T01:00:00Z',
          message,
          assigned_to: { name: 'Mary Somerville', email: 'mary@import.test' },
        },
        { at: '2016-03-01T02:00:00Z', message, by: 'Somebody Else' },
        { at: '2016-03-01T03:00:00Z', message, by: 'else@import.test' },
        { at: '2016-03-01T04:00:00Z', by: 'Somebody Else', status: 'closed' },
        { at: '2016-03-01T05:00:00Z', message: { ...message, is_internal: true } },
      ],
    })
    const { body } = await desk.ask('GET', `/internal/tickets/${id}/messages`)
    const senders = body.data.map(({ sender }: { sender: { type: string; name: string } }) => [
      sender.type,
      sender.name,
    ])
    expect(senders).toEqual([
      ['agent', 'Unknown agent'],
      ['agent', 'Mary Somerville'],
      ['agent', 'Somebody Else'],
      ['agent', 'else@import.test'],
      ['agent', 'Mary Somerville'],
    ])
    expect((await stepsOf(desk, id)).at(-2)).toMatchObject({
      type: 'TicketClosed',
      by: 'agent Somebody Else',
    })
  })

  test('has its reply times also where nobody knows which agent wrote; what came with it was done by the key', async () => {
    const message = (from: string) => ({ content: 'Hello', from })
    const made = { department: 'Nameless', created_at: '2014-05-01T00:00:00Z' }
    const history = [
      { at: '2014-05-01T01:00:00Z', message: message('agent'), status: 'on_hold' },
      { at: '2014-05-01T03:00:00Z', message: message('customer') },
      { at: '2014-05-01T07:00:00Z', message: message('agent'), status: 'closed' },
    ]
    const { id } = await importOne(desk, { external_id: 'nameless', ...made, history })
    const report = async (name: string) => {
      const period = 'start_date=2014-05-01&end_date=2014-05-31'
      return (await desk.ask('GET', `/internal/reports/${name}?${period}`)).body.data
    }
    expect((await report('overview')).first_reply_time).toMatchObject({ count: 1, mean: 3_600 })
    expect(await report('departments')).toContainEqual(
      expect.objectContaining({
        department: expect.objectContaining({ name: 'Nameless' }),
        replies: 2,
      }),
    )
    const steps = await stepsOf(desk, id)
    expect(new Set(steps.map(({ by }: { by: string }) => by))).toEqual(
      new Set(['customer Bo Diddley', 'api_key Bootstrap key']),
    )
    expect(steps.at(-1)?.data).toEqual({ closed_by: 'staff', agent_id: null })
    const [nameless] = (await all('agents')).filter(
      ({ name }: { name: string }) => name === 'Unknown agent',
    )
    expect(nameless).toMatchObject({ is_active: false })
    expect(nameless.email).toMatch(/@import\.invalid$/)
  })
})
