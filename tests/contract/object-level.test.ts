import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../services/api/testing/ask.ts'
import {
  createAgent,
  createDepartment,
  createTicket,
  type TestAgent,
} from '../../services/api/testing/builders.ts'
import {
  type RegisteredRoute,
  registeredRoutes,
} from '../../services/api/testing/registered-routes.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// What an agent may not see is answered, byte for byte, as what never existed.

const never = 8_888_888
const names = ['A', 'B', 'C'] as const
type Name = (typeof names)[number]

/** One of each sort of ticket, and who sees it: A's own, B's own, C's department's. */
const sorts = ['of A', 'of B', 'of the department', 'deleted', 'of nobody'] as const
type Sort = (typeof sorts)[number]
type Thing = { readonly ticket: number; readonly message: number }

const withId = registeredRoutes().filter(
  ({ config, url }) => config.group === 'external' && url.includes(':'),
)
const ticketRoutes = withId.filter(({ url }) => url.startsWith('/external/tickets/'))

const desk = useTestDesk({ requestsPerMinute: 1_000_000 }) // so that its headers are there, too
let agents: { readonly [name in Name]: TestAgent }
let things: { readonly [sort in Sort]: Thing }

beforeAll(async () => {
  const department_id = await createDepartment(desk.ask)
  agents = {
    A: await createAgent(desk.ask, { name: 'A' }),
    B: await createAgent(desk.ask, { name: 'B' }),
    C: await createAgent(desk.ask, { name: 'C', departments: [department_id] }),
  }
  things = {
    'of A': await makeThing({ assigned_to: agents.A.id }),
    'of B': await makeThing({ assigned_to: agents.B.id }),
    'of the department': await makeThing({ department_id }),
    deleted: await makeThing({ assigned_to: agents.A.id, department_id }),
    'of nobody': await makeThing({}),
  }
  await desk.ask('DELETE', `/internal/tickets/${things.deleted.ticket}`)
})

describe.each([false, true])('with department visibility %s', (isVisible) => {
  const sees: { readonly [name in Name]: readonly Sort[] } = {
    A: ['of A'],
    B: ['of B'],
    C: isVisible ? ['of the department'] : [],
  }
  beforeAll(async () => {
    await desk.ask('PUT', '/internal/settings', { body: { sd_department_visibility: isVisible } })
  })

  test.each(ticketRoutes)('$method $url tells nobody of what it does not see', async (route) => {
    for (const name of names) {
      for (const sort of sorts) {
        const { key } = agents[name]
        const head = await desk.desk.log.head()
        const answer = await ask(route, key, things[sort])
        const what = `${name} on the ticket ${sort}`
        const isSeen = sees[name].includes(sort)
        expect([what, answer.status]).toEqual([what, isSeen ? successOf(route) : 404])
        if (isSeen) continue
        const unknown = await ask(route, key, { ...things[sort], ticket: never })
        expect([what, comparable(answer)]).toEqual([what, comparable(unknown)])
        expect([what, answer.text]).toEqual([what, '{"message":"Not found"}'])
        expect([what, await desk.desk.log.head()]).toEqual([what, head])
      }
    }
  })

  test.each(ticketRoutes.filter(({ body }) => body !== null))(
    '$method $url finds the same fault with a wrong body, whosever ticket it is',
    async (route) => {
      const { key } = agents.A
      const wrong = { status: 'x', labels: ['x'], content: 5, is_internal: 'x' }
      const [own, other, unknown] = await Promise.all(
        [things['of A'], things['of B'], { ticket: never, message: 1 }].map((thing) =>
          ask(route, key, thing, { sent: wrong }),
        ),
      )
      expect(own?.status).toBe(422)
      expect([own?.text, own?.text]).toEqual([other?.text, unknown?.text])
    },
  )

  test.each(ticketRoutes)('$method $url tells nobody by If-Match either', async (route) => {
    const headers = { 'If-Match': '"999999"' }
    for (const name of names) {
      for (const sort of sorts.filter((sort) => !sees[name].includes(sort))) {
        const { key } = agents[name]
        const answer = await ask(route, key, things[sort], { headers })
        const what = `${name} on the ticket ${sort}`
        expect([what, answer.status, answer.text]).toEqual([what, 404, '{"message":"Not found"}'])
      }
    }
  })

  test('lists and the dashboard hold what is seen and nothing else', async () => {
    for (const name of names) {
      const { key } = agents[name]
      const list = await desk.ask('GET', '/external/tickets?per_page=200', { key })
      const seen = sees[name].map((sort) => things[sort].ticket)
      expect(list.body.data.map(({ id }: { id: number }) => id)).toEqual(seen)
      expect(list.body.meta.total).toBe(seen.length)
    }
  })
})

test('another’s notification is one that never was', async () => {
  const notifications = withId.filter(({ url }) => url.startsWith('/external/notifications/'))
  expect(notifications.length + ticketRoutes.length).toBe(withId.length)
  const row = {
    key: desk.desk.uuid(),
    agent_id: agents.A.id,
    type: 'ticket_reply' as const,
    title: 'A reply',
    message: 'A reply',
    ticket_id: 1001,
    sender_name: 'Ada',
    in_app: true,
    created_at: '2026-03-15T14:30:00.000Z',
    event_id: desk.desk.uuid(),
    position: '1',
  }
  const inserted = await desk.desk.notifications
    .insertInto('notifier.notifications')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  const about = (ticket: number) => ({ ticket, message: 1 })
  for (const route of notifications) {
    for (const name of ['B', 'C'] as const) {
      const theirs = await ask(route, agents[name].key, about(inserted.id))
      const unknown = await ask(route, agents[name].key, about(never))
      expect(comparable(theirs)).toEqual(comparable(unknown))
      expect(theirs.status).toBe(404)
    }
    expect((await ask(route, agents.A.key, about(inserted.id))).status).toBe(200)
  }
})

const successOf = ({ method, url }: RegisteredRoute) =>
  method === 'POST' && url.endsWith('/messages') ? 201 : 200

async function makeThing(fields: { assigned_to?: number; department_id?: number }): Promise<Thing> {
  const { assigned_to = null, department_id } = fields
  const ticket = await createTicket(desk.ask)
  const path = `/internal/tickets/${ticket}`
  await desk.ask('PUT', path, { body: { assigned_to, department_id } })
  const reply = await desk.ask('POST', `${path}/messages`, { body: { content: 'Any news?' } })
  return { ticket, message: reply.body.data.id }
}

/** What each route takes that has a body; who adds a route adds what it takes. */
const bodies: { readonly [route: string]: object } = {
  'PUT /external/tickets/:id': { status: 'in_progress' },
  'POST /external/tickets/:id/messages': { content: 'We are on it' },
}

type Sent = { readonly sent?: object; readonly headers?: { readonly [name: string]: string } }

function ask(
  { method, url, body }: RegisteredRoute,
  key: string,
  { ticket, message }: Thing,
  { sent = bodies[`${method} ${url}`], headers = {} }: Sent = {},
): Promise<Answer> {
  if (body !== null && sent === undefined) throw new Error(`${method} ${url} has no body here`)
  const path = url.replace(':messageId', String(message)).replace(/:\w+/, String(ticket))
  return desk.ask(method, path, { key, headers, ...(body !== null && { body: sent }) })
}

/** All but what differs from one request to the next. */
function comparable({ status, headers, text }: Answer) {
  const { date, 'x-request-id': id, 'x-ratelimit-remaining': left, ...same } = headers
  expect([typeof date, typeof id, typeof left]).toEqual(['string', 'string', 'string'])
  const { 'x-ratelimit-reset': reset, ...rest } = same
  expect(reset).toBeDefined()
  return { status, text, headers: rest }
}
