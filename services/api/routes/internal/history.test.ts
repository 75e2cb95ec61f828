import { someEvent } from '@deskhive/shared/testing/some-event.ts'
import { expect, test } from 'vitest'
import {
  createAgent,
  createCategory,
  createDepartment,
  createTicket,
} from '../../testing/builders.ts'
import { useTestDesk } from '../../testing/use-test-desk.ts'

const desk = useTestDesk()

type Entry = { readonly type: string; readonly changes: unknown }

async function changesOf(path: string): Promise<unknown[]> {
  const { status, body } = await desk.ask('GET', `${path}/history?per_page=200`)
  expect(status).toBe(200)
  expect(body.meta.total).toBe(body.data.length)
  return body.data.map(({ type, changes }: Entry) => [type, changes])
}

test('the history of the settings tells each value, and which department was the default', async () => {
  const department = await createDepartment(desk.ask, { is_default: true })
  await desk.ask('PUT', '/internal/settings', { body: { sd_auto_close_days: 7 } })
  const told = await changesOf('/internal/settings')
  expect(told.slice(-2)).toEqual([
    [
      'DefaultDepartmentChanged',
      [{ field: 'default_department_id', from: expect.any(Number), to: department }],
    ],
    ['SettingsChanged', [{ field: 'sd_auto_close_days', from: 0, to: 7 }]],
  ])
})

test('the history of the category tree tells where each category lay', async () => {
  const above = await createCategory(desk.ask)
  const below = await createCategory(desk.ask, { parent_id: above })
  await desk.ask('PUT', `/internal/categories/${below}`, { body: { parent_id: null } })
  const field = `${below}.parent_id`
  expect(await changesOf('/internal/categories/tree')).toEqual([
    ['CategoryMoved', [{ field, from: null, to: above }]],
    ['CategoryMoved', [{ field, from: above, to: null }]],
  ])
})

test('the history of a ticket tells what was replied and how many liked it', async () => {
  const id = await createTicket(desk.ask)
  const agent = await createAgent(desk.ask)
  await desk.ask('PUT', `/internal/tickets/${id}`, { body: { assigned_to: agent.id } })
  const replied = await desk.ask('POST', `/internal/tickets/${id}/messages`, {
    body: { content: 'We are on it.' },
  })
  const like = `/external/tickets/${id}/messages/${replied.body.data.id}/like`
  await desk.ask('POST', like, { key: agent.key })
  await desk.ask('POST', like, { key: agent.key })
  expect((await changesOf(`/internal/tickets/${id}`)).slice(-3)).toEqual([
    [
      'TicketReplied',
      [
        { field: 'last_reply_by', from: null, to: 'staff' },
        { field: 'message', from: null, to: 'We are on it.' },
      ],
    ],
    ['TicketMessageLiked', [{ field: 'likes', from: 0, to: 1 }]],
    ['TicketMessageUnliked', [{ field: 'likes', from: 1, to: 0 }]],
  ])
})

test('pages of a history tell the same total, also past its end', async () => {
  const id = await createTicket(desk.ask)
  for (const priority of ['low', 'high', 'low']) {
    await desk.ask('PUT', `/internal/tickets/${id}`, { body: { priority } })
  }
  const revisions: number[][] = []
  for (const page of [1, 2, 3, 9]) {
    const { body } = await desk.ask(
      'GET',
      `/internal/tickets/${id}/history?per_page=2&page=${page}`,
    )
    expect(body.meta).toEqual({ current_page: page, last_page: 2, per_page: 2, total: 4 })
    revisions.push(body.data.map(({ revision }: { revision: number }) => revision))
  }
  expect(revisions).toEqual([[0, 1], [2, 3], [], []])
})

test('a page far down the history of what was liked thousands of times blocks nobody for long', async () => {
  const id = await createTicket(desk.ask)
  const { body } = await desk.ask('POST', `/internal/tickets/${id}/messages`, {
    body: { content: 'Hello' },
  })
  await likeOften(id, { message_id: body.data.id, agent_id: 1 })

  const page = `/internal/tickets/${id}/history?per_page=1&page=${2 + LIKES}`
  await desk.ask('GET', page) // from now on the stream is known
  const startedAt = performance.now()
  const { data } = (await desk.ask('GET', page)).body
  expect(performance.now() - startedAt).toBeLessThan(1_000) // 2.9 s where what each like changed was told
  expect(data[0].changes).toEqual([{ field: 'likes', from: 1, to: 0 }])
})

const LIKES = 18_000
const APPENDED_AT_ONCE = 500

/** And as often not any more. */
async function likeOften(ticket: number, data: { message_id: number; agent_id: number }) {
  for (let from = 0; from < LIKES; from += APPENDED_AT_ONCE) {
    const events = Array.from({ length: APPENDED_AT_ONCE }, (_, nth) => ({
      ...someEvent(),
      type: nth % 2 === 0 ? 'TicketMessageLiked' : 'TicketMessageUnliked',
      data,
    }))
    await desk.desk.log.append({ stream: `ticket-${ticket}`, expected: 1 + from, events })
  }
}
