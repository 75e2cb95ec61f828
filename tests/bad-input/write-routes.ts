import { resources } from '@deskhive/shared/domain/resources.ts'
import { createAgentKey } from '#tests/support/agent-key.ts'
import { expectStatus, idOf, type PatientClient } from '#tests/support/patient-client.ts'
import {
  type RegisteredRoute,
  registeredRoutes,
} from '../../services/api/testing/registered-routes.ts'

type Body = Readonly<Record<string, unknown>>

/** A POST or PUT, on something that exists, by somebody who may. */
export type WriteRoute = {
  readonly name: string
  readonly method: 'post' | 'put'
  readonly path: string
  readonly client: PatientClient
  /** What it takes, by its own schema, so that each field can be wrong in every way. */
  readonly fields: RegisteredRoute['fields']
  /** What is right; one field of it is then made wrong. */
  readonly body: Body
}

/** Where there is something to be wrong about, and a body that is right. */
type Spot = Omit<WriteRoute, 'fields'>

export type Scene = {
  readonly staff: PatientClient
  readonly agent: PatientClient
  readonly ticket: number
  readonly routes: readonly WriteRoute[]
}

/** One of everything, and every route that writes on it. */
export async function setScene(staff: PatientClient): Promise<Scene> {
  const create = async (path: string, body: object) => idOf(await staff.post(path, body))
  const department = await create('/internal/departments', { name: 'Support' })
  const label = await create('/internal/labels', { name: 'Late', color: '#ff0000' })
  const customer = await create('/internal/customers', { name: 'Bo', email: 'bo@desk.example' })
  const newAgent = { name: 'Ada', email: 'ada@desk.example', password: 'long enough' }
  const agentId = await create('/internal/agents', newAgent)
  const agent = staff.withKey(await createAgentKey(staff, 'Ada', agentId))
  // Whom the others may block and dismiss without ending the scene.
  const stranger = await create('/internal/customers', { name: 'Cy', email: 'cy@desk.example' })
  const second = await create('/internal/agents', { ...newAgent, email: 'eve@desk.example' })
  const newTicket = { customer_id: customer, title: 'Broken', content: 'It is broken' }
  const ticket = await create('/internal/tickets', newTicket)
  expectStatus(await staff.put(`/internal/tickets/${ticket}`, { assigned_to: agentId }), 200)
  const reply = { content: 'Any news?' }
  const message = await create(`/internal/tickets/${ticket}/messages`, reply)
  const key = await create('/internal/api-keys', { name: 'Other', type: 'internal' })

  const samples: Samples = {
    ...(await createFurther(create)),
    departments: { id: department, body: { name: 'Support' } },
    labels: { id: label, body: { name: 'Late', color: '#ff0000' } },
    customers: { id: customer, body: { name: 'Bo' } },
    agents: { id: second, body: { name: 'Ada' } },
    'api-keys': { id: key, body: { name: 'Other' } },
  }
  return {
    staff,
    agent,
    ticket,
    routes: everyWrite({ internal: staff, external: agent }, [
      ...plainRoutes(staff, samples),
      ...ticketRoutes({ staff, agent, ticket, message, newTicket, stranger }),
    ]),
  }
}

/** All that are registered: one that has no spot yet is tried on the id 1, from an empty body on. */
function everyWrite(
  clients: Readonly<Record<string, PatientClient>>,
  spots: readonly Spot[],
): WriteRoute[] {
  const writes = registeredRoutes().filter(({ method }) => method === 'POST' || method === 'PUT')
  return writes.map(({ method, url, config, fields }) => {
    const pattern = new RegExp(`^${url.replaceAll(/:\w+/g, '\\d+')}$`)
    const verb = method === 'POST' ? 'post' : 'put'
    const spot = spots.find((known) => known.method === verb && pattern.test(known.path))
    if (spot) return { ...spot, fields }
    const client = clients[config.group ?? '']
    if (!client) throw new Error(`${method} ${url} is of no group that has a client here`)
    const path = url.replaceAll(/:\w+/g, '1')
    return { name: `${method} ${url}`, method: verb, path, client, fields, body: {} }
  })
}

type Samples = Readonly<Record<string, { id: number; body: Record<string, unknown> }>>

/** Where nothing listens: no test's events leave this machine. */
export const nobody = '127.0.0.1:9'

/** What nothing else in the scene refers to. */
const furtherBodies: Readonly<Record<string, Record<string, unknown>>> = {
  categories: { name: 'Printers' },
  products: { name: 'Anvil', price: 5 },
  'knowledge-categories': { name: 'Printing' },
  'knowledge-articles': { title: 'How to print' },
  'custom-fields': { label: 'Order', type: 'number' },
  'canned-responses': { title: 'Hello' },
  webhooks: { url: `http://${nobody}/`, events: ['*'] },
}

async function createFurther(
  create: (path: string, body: object) => Promise<number>,
): Promise<Samples> {
  const made = Object.entries(furtherBodies).map(async ([path, body]) => {
    const id = await create(`/internal/${path}`, body)
    return [path, { id, body }] as const
  })
  return Object.fromEntries(await Promise.all(made))
}

function plainRoutes(staff: PatientClient, samples: Samples): Spot[] {
  return resources.flatMap(({ path }) => {
    const sample = samples[path]
    if (!sample) throw new Error(`There is no sample of ${path}`)
    const shared = { client: staff, body: sample.body }
    return [
      { ...shared, name: `POST ${path}`, method: 'post' as const, path: `/internal/${path}` },
      {
        ...shared,
        name: `PUT ${path}`,
        method: 'put' as const,
        path: `/internal/${path}/${sample.id}`,
      },
    ]
  })
}

const importedTicket = {
  external_id: 'INC-1',
  customer: { name: 'Bo', email: 'bo@desk.example' },
  title: 'Broken',
  content: 'It is broken',
  created_at: '2016-02-29T04:40:00Z',
}

type Parts = Pick<Scene, 'staff' | 'agent' | 'ticket'> & {
  readonly message: number
  readonly stranger: number
  readonly newTicket: Readonly<Record<string, unknown>>
}

function ticketRoutes({ staff, agent, ticket, message, newTicket, stranger }: Parts): Spot[] {
  const reply = { content: 'Yes' }
  const at = (client: PatientClient, method: 'post' | 'put', path: string) => ({
    client,
    method,
    path,
    name: `${method.toUpperCase()} ${path}`,
  })
  const nothing = {}
  const agents = `/external/tickets/${ticket}`
  return [
    { ...at(staff, 'post', '/internal/tickets'), body: newTicket },
    { ...at(staff, 'put', `/internal/tickets/${ticket}`), body: nothing },
    { ...at(staff, 'post', `/internal/tickets/${ticket}/messages`), body: reply },
    { ...at(staff, 'post', '/internal/imports/tickets'), body: { tickets: [importedTicket] } },
    { ...at(staff, 'post', `/internal/customers/${stranger}/block`), body: { reason: 'Spam' } },
    { ...at(staff, 'post', `/internal/customers/${stranger}/unblock`), body: nothing },
    { ...at(agent, 'put', agents), body: nothing },
    { ...at(agent, 'post', `${agents}/messages`), body: reply },
    { ...at(agent, 'post', `${agents}/close`), body: nothing },
    { ...at(agent, 'post', `${agents}/messages/${message}/like`), body: nothing },
  ]
}
