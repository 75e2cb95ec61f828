import { resources } from '@deskhive/shared/domain/resources.ts'
import { settingsFields } from '@deskhive/shared/domain/settings/settings.ts'
import {
  changeTicketFields,
  createTicketFields,
  replyFields,
} from '@deskhive/shared/domain/ticket/commands.ts'
import { createAgentKey } from '#tests/journeys/incident-log/cast.ts'
import { type DeskClient, expectStatus, idOf } from '#tests/support/desk-client.ts'

/** A POST or PUT of this slice, on something that exists, by somebody who may. */
export type WriteRoute = {
  readonly name: string
  readonly method: 'post' | 'put'
  readonly path: string
  readonly client: DeskClient
  /** What it takes, so that each field can be wrong in every way. */
  readonly fields: readonly string[]
  /** What is right; one field of it is then made wrong. */
  readonly body: Readonly<Record<string, unknown>>
}

export type Scene = {
  readonly staff: DeskClient
  readonly agent: DeskClient
  readonly ticket: number
  readonly routes: readonly WriteRoute[]
}

/** One of everything, and every route that writes on it. */
export async function setScene(staff: DeskClient): Promise<Scene> {
  const create = async (path: string, body: object) => idOf(await staff.post(path, body))
  const department = await create('/internal/departments', { name: 'Support' })
  const label = await create('/internal/labels', { name: 'Late', color: '#ff0000' })
  const customer = await create('/internal/customers', { name: 'Bo', email: 'bo@desk.example' })
  const newAgent = { name: 'Ada', email: 'ada@desk.example', password: 'long enough' }
  const agentId = await create('/internal/agents', newAgent)
  const agent = staff.withKey(await createAgentKey(staff, 'Ada', agentId))
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
    agents: { id: agentId, body: { name: 'Ada' } },
    'api-keys': { id: key, body: { name: 'Other' } },
  }
  return {
    staff,
    agent,
    ticket,
    routes: [
      ...plainRoutes(staff, samples),
      ...ticketRoutes({ staff, agent, ticket, message, newTicket }),
    ],
  }
}

type Samples = Readonly<Record<string, { id: number; body: Record<string, unknown> }>>

/** What nothing else in the scene refers to. */
const furtherBodies: Readonly<Record<string, Record<string, unknown>>> = {
  categories: { name: 'Printers' },
  products: { name: 'Anvil', price: 5 },
  'knowledge-categories': { name: 'Printing' },
  'knowledge-articles': { title: 'How to print' },
  'custom-fields': { label: 'Order', type: 'number' },
  'canned-responses': { title: 'Hello' },
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

function plainRoutes(staff: DeskClient, samples: Samples): WriteRoute[] {
  return resources.flatMap(({ path, fields }) => {
    const sample = samples[path]
    if (!sample) throw new Error(`There is no sample of ${path}`)
    const shared = {
      client: staff,
      fields: [...Object.keys(fields), 'password'],
      body: sample.body,
    }
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
  readonly newTicket: Readonly<Record<string, unknown>>
}

function ticketRoutes({ staff, agent, ticket, message, newTicket }: Parts): WriteRoute[] {
  const change = Object.keys(changeTicketFields)
  const reply = { fields: [...Object.keys(replyFields), 'customer_id'], body: { content: 'Yes' } }
  const at = (client: DeskClient, method: 'post' | 'put', path: string) => ({
    client,
    method,
    path,
    name: `${method.toUpperCase()} ${path}`,
  })
  const nothing = { fields: [], body: {} }
  const profile = ['name', 'phone', 'locale', 'notification_settings']
  return [
    {
      ...at(staff, 'post', '/internal/tickets'),
      fields: Object.keys(createTicketFields),
      body: newTicket,
    },
    { ...at(staff, 'put', `/internal/tickets/${ticket}`), fields: change, body: {} },
    { ...at(staff, 'post', `/internal/tickets/${ticket}/messages`), ...reply },
    {
      ...at(staff, 'post', '/internal/imports/tickets'),
      fields: ['tickets'],
      body: { tickets: [importedTicket] },
    },
    { ...at(staff, 'put', '/internal/settings'), fields: Object.keys(settingsFields), body: {} },
    { ...at(agent, 'put', `/external/tickets/${ticket}`), fields: change, body: {} },
    { ...at(agent, 'post', `/external/tickets/${ticket}/messages`), ...reply },
    { ...at(agent, 'post', `/external/tickets/${ticket}/close`), ...nothing },
    { ...at(agent, 'post', `/external/tickets/${ticket}/messages/${message}/like`), ...nothing },
    { ...at(agent, 'put', '/external/profile'), fields: profile, body: {} },
    { ...at(agent, 'post', '/external/notifications/read-all'), ...nothing },
    { ...at(agent, 'post', '/external/notifications/1/read'), ...nothing },
  ]
}
