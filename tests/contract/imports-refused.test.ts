import { logStart } from '@deskhive/shared/kernel/position.ts'
import { describe, expect, test } from 'vitest'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { importOne, importTickets, leastTicket } from './import-samples.ts'
import { wrongFields } from './resource-client.ts'

const desk = useTestDesk()

describe('what is refused', () => {
  test.each([
    ['no body', {}],
    ['no list', { tickets: leastTicket }],
    ['no tickets', { tickets: [] }],
    ['more than 100', { tickets: Array.from({ length: 101 }, () => leastTicket) }],
  ])('as a whole: %s', async (_case, body) => {
    expect(wrongFields(await desk.ask('POST', '/internal/imports/tickets', { body }))).toEqual([
      'tickets',
    ])
  })

  test('not 100', async () => {
    const tickets = Array.from({ length: 100 }, (_, index) => ({
      ...leastTicket,
      external_id: `hundred ${index}`,
    }))
    const results = await importTickets(desk, tickets)
    expect(new Set(results.map(({ result }) => result))).toEqual(new Set(['created']))
  })

  const at = '2016-03-01T00:00:00Z'
  const earlier = '2016-02-29T12:00:00Z'
  test.each([
    ['external_id', { external_id: '' }],
    ['external_id', { external_id: 5 }],
    ['external_id', { external_id: 'x'.repeat(251) }],
    ['customer', { customer: 'Bo' }],
    ['customer.email', { customer: { name: 'Bo', email: 'nobody' } }],
    ['title', { title: 'x'.repeat(501) }],
    ['content', { content: ' ' }],
    ['content', { content: 'NUL \u0000' }],
    ['created_at', { created_at: '29-02-2016 04:40' }],
    ['created_at', { created_at: '2016-02-29T04:40:00' }],
    ['created_at', { created_at: '2999-01-01T00:00:00Z' }],
    ['created_at', { created_at: '9999-12-31T23:59:59-01:00' }],
    ['created_at', { created_at: '0001-01-01T00:00:00+01:00' }],
    ['priority', { priority: 'urgent' }],
    ['status', { status: 'New' }],
    ['department', { department: 7 }],
    ['category', { category: 'x'.repeat(251) }],
    ['assigned_to', { assigned_to: 'Ada' }],
    ['assigned_to.email', { assigned_to: { name: 'Ada' } }],
    ['labels.1', { labels: ['a', 7] }],
    ['history', { history: {} }],
    ['history.0', { history: [null] }],
    ['history.0.at', { history: [{ status: 'open' }] }],
    ['history.0.at', { history: [{ at: 'x' }] }],
    ['history.0.at', { history: [{ at: '2016-02-29T04:39:59.999Z' }] }],
    ['history.1.at', { history: [{ at }, { at: earlier }, { at }] }],
    ['history.1.at', { history: [{ at }, { at: '2999-01-01T00:00:00Z' }] }],
    ['history.0.status', { history: [{ at, status: 'done' }] }],
    ['history.0.is_resolved', { history: [{ at, is_resolved: 'yes' }] }],
    ['history.0.by', { history: [{ at, by: 7 }] }],
    ['history.0.message.from', { history: [{ at, message: { content: 'a', from: 'staff' } }] }],
    [
      'history.0.message.is_internal',
      { history: [{ at, message: { content: 'a', from: 'customer', is_internal: true } }] },
    ],
  ])('of one ticket, by its path: %s', async (field, fields) => {
    const head = await desk.desk.log.head()
    const { result, id, errors } = await importOne(desk, { external_id: 'refused', ...fields })
    expect([result, id, Object.keys(errors)]).toEqual(['invalid', null, [field]])
    expect(errors[field]).toEqual([
      expect.stringMatching(new RegExp(`^The ${field} field .*\\.$`, 's')),
    ])
    expect(await desk.desk.log.head()).toBe(head)
  })

  test.each([
    ['in many entries', 3_000, 20],
    ['in long messages', 900, 700],
  ])(
    'a past that is too large for one append, %s; it can be sent again shorter',
    async (_case, entries, length) => {
      const external_id = `long ${entries}`
      const message = { content: 'x'.repeat(length), from: 'customer' }
      const history = Array.from({ length: entries }, () => ({ at, message }))
      const { result, errors } = await importOne(desk, { external_id, history })
      expect([result, Object.keys(errors)]).toEqual(['invalid', ['history']])

      const shorter = await importOne(desk, { external_id, history: history.slice(0, 20) })
      expect(shorter.result).toBe('created')
    },
  )

  test('leaves no half ticket behind: every stream of a ticket begins with its creation', async () => {
    const { events } = await desk.desk.log.readAll({ from: logStart, maxCount: 4_000 })
    const firsts = events.filter(
      ({ stream, revision }) => stream.startsWith('ticket-') && !revision,
    )
    expect(new Set(firsts.map(({ type }) => type))).toEqual(new Set(['TicketCreated']))
  })
})
