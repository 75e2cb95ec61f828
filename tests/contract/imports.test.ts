import { describe, expect, test } from 'vitest'
import { createAgent, createCustomer, createKey } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { importOne, importTickets, leastTicket, stepsOf } from './import-samples.ts'

const desk = useTestDesk()

const path = '/internal/imports/tickets'
const read = async (id: number) => (await desk.ask('GET', `/internal/tickets/${id}`)).body.data
const all = async (what: string) =>
  (await desk.ask('GET', `/internal/${what}?per_page=200`)).body.data
const ada = { name: 'Ada Lovelace', email: 'ada@import.test' }

describe('an imported ticket', () => {
  test('carries the times and the people of the desk that it comes from', async () => {
    const { id, result } = await importOne(desk, {
      external_id: 'whole',
      priority: 'high',
      department: 'Group 70',
      category: 'Category 40',
      assigned_to: ada,
      labels: ['Late'],
      history: [
        { at: '2016-02-29T05:30:00Z', by: 'Updated by 21', department: 'Group 24' },
        {
          at: '2016-02-29T06:30:00+00:30',
          by: 'ADA@import.test',
          status: 'on_hold',
          message: { content: 'Which printer?', from: 'agent' },
        },
        {
          at: '2016-02-29T07:30:00.250Z',
          by: 'Bo Diddley',
          message: { content: 'The blue one.', from: 'customer' },
        },
        { at: '2016-03-01T06:30:00Z', by: 'Ada Lovelace', status: 'closed', is_resolved: true },
        { at: '2016-03-02T06:30:00Z', status: 'open', assigned_to: null, is_resolved: false },
      ],
    })

    expect(result).toBe('created')
    const steps = await stepsOf(desk, id)
    const brief = steps.map(({ at, type, by }: Record<string, string>) => [at, type, by])
    expect(brief).toEqual([
      ['2016-02-29T04:40:00.000Z', 'TicketCreated', 'customer Bo Diddley'],
      ['2016-02-29T04:40:00.000Z', 'TicketAssigned', 'api_key Bootstrap key'],
      ['2016-02-29T04:40:00.000Z', 'TicketLabelled', 'api_key Bootstrap key'],
      ['2016-02-29T05:30:00.000Z', 'TicketMovedToDepartment', 'system Updated by 21'],
      ['2016-02-29T06:00:00.000Z', 'TicketReplied', 'agent Ada Lovelace'],
      ['2016-02-29T06:00:00.000Z', 'TicketStatusChanged', 'agent Ada Lovelace'],
      ['2016-02-29T07:30:00.250Z', 'TicketReplied', 'customer Bo Diddley'],
      ['2016-03-01T06:30:00.000Z', 'TicketMarkedResolved', 'agent Ada Lovelace'],
      ['2016-03-01T06:30:00.000Z', 'TicketClosed', 'agent Ada Lovelace'],
      ['2016-03-02T06:30:00.000Z', 'TicketUnassigned', 'api_key Bootstrap key'],
      ['2016-03-02T06:30:00.000Z', 'TicketMarkedUnresolved', 'api_key Bootstrap key'],
      ['2016-03-02T06:30:00.000Z', 'TicketReopened', 'api_key Bootstrap key'],
    ])
    const [agent] = (await all('agents')).filter(({ name }: { name: string }) => name === ada.name)
    expect(steps[8].data).toEqual({ closed_by: 'agent', agent_id: agent.id })
    expect(await read(id)).toMatchObject({
      status: 'open',
      priority: 'high',
      department: { name: 'Group 24' },
      category: { name: 'Category 40' },
      customer: { name: 'Bo Diddley', email: 'bo@import.test' },
      assigned_to: null,
      labels: [{ name: 'Late' }],
      is_resolved: false,
      last_reply_by: 'customer',
      created_at: '2016-02-29T04:40:00Z',
      updated_at: '2016-03-02T06:30:00Z',
    })
  })

  test('is recorded now, as what it is, with its name at the other desk', async () => {
    const before = new Date().toISOString()
    const { id } = await importOne(desk, { external_id: 'provenance' })
    const [created] = await desk.desk.log.readStream(`ticket-${id}`)
    expect(created?.metadata).toMatchObject({
      command_type: 'ImportTickets',
      external_id: 'provenance',
      occurred_at: '2016-02-29T04:40:00.000Z',
    })
    expect((created?.recorded_at ?? '') >= before).toBe(true)
  })

  test('has what the desk gives a new one where nothing is told, but for a department', async () => {
    const { id } = await importOne(desk, { external_id: 'bare', history: null, labels: null })
    expect(await read(id)).toMatchObject({
      status: 'open',
      priority: 'medium',
      department: null,
      category: null,
      assigned_to: null,
      labels: [],
    })
    expect(await stepsOf(desk, id)).toHaveLength(1)
  })

  test('lives by no rule of this desk: blocked customers wrote, and a message reopens nothing', async () => {
    const email = 'blocked@import.test'
    const customer = await createCustomer(desk.ask, { email })
    await desk.ask('POST', `/internal/customers/${customer}/block`, { body: { reason: 'Spam' } })
    const { id } = await importOne(desk, {
      external_id: 'rules',
      customer: { name: 'Any', email },
      status: 'closed',
      history: [
        { at: '2016-03-01T00:00:00Z', message: { content: 'Thanks!', from: 'customer' } },
        { at: '2016-03-02T00:00:00Z', status: 'closed' },
      ],
    })
    const types = (await stepsOf(desk, id)).map(({ type }: { type: string }) => type)
    expect(types).toEqual(['TicketCreated', 'TicketClosed', 'TicketReplied'])
    expect(await read(id)).toMatchObject({ status: 'closed', customer: { id: customer } })
  })
})

describe('an import', () => {
  test('changes nothing the second time, also where more is told', async () => {
    const { id } = await importOne(desk, { external_id: 'twice' })
    const before = [await read(id), await desk.desk.log.head()]
    const again = await importOne(desk, {
      external_id: 'twice',
      title: 'Another title',
      department: 'Never heard of',
      history: [{ at: '2016-03-01T00:00:00Z', status: 'closed' }],
    })
    expect(again).toEqual({ external_id: 'twice', id, result: 'unchanged', errors: {} })
    expect([await read(id), await desk.desk.log.head()]).toEqual(before)
  })

  test('takes of two tickets with one external id the first', async () => {
    const one = { ...leastTicket, external_id: 'double' }
    const results = await importTickets(desk, [{ ...one, title: '' }, one, { ...one, title: 'B' }])
    expect(results.map(({ result }) => result)).toEqual(['invalid', 'created', 'unchanged'])
    expect(results[1]?.id).toBe(results[2]?.id)
    expect((await read(results[1]?.id ?? 0)).title).toBe(leastTicket.title)
  })

  test('answers in order, and what is invalid stops no other', async () => {
    const results = await importTickets(desk, [
      { ...leastTicket, external_id: 'mixed 1' },
      { external_id: 'mixed 2' },
      'no ticket at all',
      { ...leastTicket, external_id: 'mixed 3' },
    ])
    expect(results.map(({ external_id, result }) => [external_id, result])).toEqual([
      ['mixed 1', 'created'],
      ['mixed 2', 'invalid'],
      [null, 'invalid'],
      ['mixed 3', 'created'],
    ])
    expect(results[1]).toMatchObject({
      id: null,
      errors: {
        customer: ['The customer field is required.'],
        title: ['The title field is required.'],
        content: ['The content field is required.'],
        created_at: ['The created_at field is required.'],
      },
    })
  })

  test('may be repeated with its Idempotency-Key and answers as the first time', async () => {
    const headers = { 'idempotency-key': 'import-1' }
    const body = { tickets: [{ ...leastTicket, external_id: 'keyed' }] }
    const [first, again] = [
      await desk.ask('POST', path, { body, headers }),
      await desk.ask('POST', path, { body, headers }),
    ]
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.body).toEqual(first.body)
  })

  test('is seen by whoever reads from its position on', async () => {
    const body = { tickets: [{ ...leastTicket, external_id: 'position' }] }
    const headers = { prefer: 'respond-async' }
    const answer = await desk.ask('POST', path, { body, headers })
    const position = String(answer.headers['x-position'])
    const seen = await desk.ask('GET', `/internal/tickets/${answer.body.data[0].id}`, {
      headers: { 'x-min-position': position },
    })
    expect(seen.status).toBe(200)
  })

  test('needs its scope, and an internal key', async () => {
    const body = { tickets: [leastTicket] }
    const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['tickets:*'] })
    expect((await desk.ask('POST', path, { body, key })).status).toBe(403)
    const { key: agentKey } = await createAgent(desk.ask)
    expect((await desk.ask('POST', path, { body, key: agentKey })).status).toBe(401)
  })
})
