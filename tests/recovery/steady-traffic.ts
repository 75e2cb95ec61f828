import { setTimeout as pause } from 'node:timers/promises'
import { notificationTypes } from '@deskhive/shared/domain/agent/notification-settings.ts'
import type { Random } from '@deskhive/shared/testing/random.ts'
import { createAgentKey } from '#tests/support/agent-key.ts'
import { expectStatus, idOf, type PatientClient } from '#tests/support/patient-client.ts'
import type { Listening } from './follow-agents.ts'

/**
 * Is in every name, address, title and text that the traffic makes, and nowhere else: whoever finds it in a
 * job or a log line has found what concerns a person.
 */
export const personal = 'wisteria'

export type Crew = {
  readonly staff: PatientClient
  readonly agents: readonly Listening[]
  readonly departments: readonly number[]
  readonly customers: readonly number[]
  /** What nobody but its owner may ever see: passwords and keys. */
  readonly secrets: readonly string[]
}

const agentNames = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve']
/** Comes and goes, and is told in app only: whether what is in hand still goes out to it is a matter of moments. */
const COMES_AND_GOES = agentNames.length - 1

export async function engageCrew(staff: PatientClient): Promise<Crew> {
  const make = async (path: string, names: readonly string[], more: object = {}) => {
    const ids: number[] = []
    for (const name of names) ids.push(idOf(await staff.post(path, { ...person(name), ...more })))
    return ids
  }
  const departments = [
    idOf(await staff.post('/internal/departments', { name: `Sales ${personal}` })),
    idOf(await staff.post('/internal/departments', { name: `Repairs ${personal}` })),
  ]
  const customers = await make('/internal/customers', ['Carl', 'Uma', 'Vic'])
  const password = `a password of ${Math.random()}`
  const ids = await make('/internal/agents', agentNames, { password, departments })
  const agents: Listening[] = []
  for (const [index, id] of ids.entries()) {
    const key = await createAgentKey(staff, agentNames[index] ?? '', id)
    agents.push({ id, key, client: staff.withKey(key) })
  }
  const secrets = [password, ...agents.map(({ key }) => key)]
  return { staff, agents, departments, customers, secrets }
}

const person = (name: string) => ({
  name: `${name} ${personal}`,
  email: `${name.toLowerCase()}@${personal}.example`,
})

/** Between two writes of a writer: together they keep the desk at work, and leave processor time to what is tested. */
const LONGEST_REST_MS = 400
const WRITERS = 4

/** Whatever may happen to tickets, agents and settings, at random, until `signal` aborts. Each writer has tickets of its own. */
export async function keepWriting(crew: Crew, random: Random, signal: AbortSignal): Promise<void> {
  const write = async () => {
    const tickets = [await openTicket(crew, random)]
    while (!signal.aborted) {
      const act = random.pick(acts)
      if (random.chance(0.15)) tickets.push(await openTicket(crew, random))
      await act({ ...crew, random, ticket: random.pick(tickets) })
      await pause(random.between(0, LONGEST_REST_MS))
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
}

async function openTicket({ staff, customers, departments }: Crew, random: Random) {
  return idOf(
    await staff.post('/internal/tickets', {
      customer_id: random.pick(customers),
      department_id: random.pick(departments),
      title: `A title with ${personal}`,
      content: `A text with ${personal}`,
    }),
  )
}

type Scene = Crew & { readonly random: Random; readonly ticket: number }
type Act = (scene: Scene) => Promise<unknown>

/** What the rules refuse (a locked ticket, another's, an agent who is away) is an answer like another. */
const refusals = [401, 403, 404, 422]

const change =
  (patchOf: (scene: Scene) => object): Act =>
  async (scene) =>
    expectStatus(
      await scene.staff.put(`/internal/tickets/${scene.ticket}`, patchOf(scene)),
      200,
      ...refusals,
    )

const say =
  (messageOf: (scene: Scene) => object): Act =>
  async (scene) => {
    const path = `/internal/tickets/${scene.ticket}/messages`
    expectStatus(await scene.staff.post(path, messageOf(scene)), 201, ...refusals)
  }

const acts: readonly Act[] = [
  change(({ random, agents }) => ({ assigned_to: random.pick(agents).id })),
  change(({ random, agents }) => ({ assigned_to: random.pick(agents).id, priority: 'high' })),
  change(() => ({ assigned_to: null })),
  change(({ random }) => ({ status: random.pick(['open', 'in_progress', 'on_hold', 'closed']) })),
  change(({ random }) => ({ priority: random.pick(['low', 'medium', 'critical']) })),
  change(({ random, departments }) => ({ department_id: random.pick(departments) })),
  change(({ random }) => ({ is_locked: random.chance(0.3) })),
  say(({ random, customers }) => ({
    content: `Any news? ${personal}`,
    customer_id: random.pick(customers),
  })),
  say(() => ({ content: `We are at it, ${personal}` })),
  say(({ random }) => ({
    content: `@${random.pick(agentNames)} ${personal}, have a look`,
    is_internal: true,
  })),
  async ({ random, agents, ticket }) => {
    const path = `/external/tickets/${ticket}/messages`
    const content = `From a colleague of ${personal}`
    expectStatus(await random.pick(agents).client.post(path, { content }), 201, ...refusals)
  },
  async ({ random, agents }) => {
    const { client } = random.pick(agents.slice(0, COMES_AND_GOES))
    const choice = {
      in_app: random.chance(0.8),
      email: random.chance(0.7),
      webhook: random.chance(0.8),
    }
    const notification_settings = { [random.pick(notificationTypes)]: choice }
    expectStatus(await client.put('/external/profile', { notification_settings }), 200)
  },
  async ({ random, agents }) => {
    const { client } = random.pick(agents.slice(0, COMES_AND_GOES))
    const notification_settings = {
      time_zone: random.pick(['UTC', 'Asia/Kolkata', 'America/New_York']),
      quiet_hours: random.pick([
        null,
        { from: '00:00', to: '12:00' },
        { from: '12:00', to: '00:00' },
      ]),
      email_digest: random.pick(['off', 'off', 'hourly', 'daily']),
    }
    expectStatus(await client.put('/external/profile', { notification_settings }), 200)
  },
  async ({ random, staff, agents }) => {
    const id = agents[COMES_AND_GOES]?.id
    const is_active = random.chance(0.5)
    expectStatus(await staff.put(`/internal/agents/${id}`, { is_active }), 200)
  },
  async ({ random, staff }) => {
    const settings = {
      sd_department_visibility: random.chance(0.5),
      sd_enable_auto_assign: random.chance(0.3),
    }
    expectStatus(await staff.put('/internal/settings', settings), 200)
  },
]

/** So that it, too, can ask what it was told. */
export async function callEverybodyIn({ staff, agents }: Crew): Promise<void> {
  const id = agents[COMES_AND_GOES]?.id
  expectStatus(await staff.put(`/internal/agents/${id}`, { is_active: true }), 200)
}
