import { notificationTypes } from '@deskhive/shared/domain/agent/notification-settings.ts'
import type {
  ActorType,
  DomainEvent,
  JsonValue,
  RecordedEvent,
} from '@deskhive/shared/kernel/event.ts'
import { uuidV5 } from '@deskhive/shared/kernel/uuid-v5.ts'
import { metadataAt } from '@deskhive/shared/testing/given.ts'
import { ticketCreated } from '@deskhive/shared/testing/ticket-created.ts'
import fc from 'fast-check'

type Step = {
  readonly stream: string
  readonly actor: Actor
  readonly event: DomainEvent
  readonly triggers?: string
}
type Actor = { readonly type: ActorType; readonly id: number }

const agentIds = [1, 2, 3, 4]
const namespace = '2f0b1c52-4d3a-4f0e-9b1a-6a1f5d6b7c80'

const department = fc.constantFrom(null, 1, 2)
const agentId = fc.constantFrom(...agentIds)
const choice = fc.record(
  { in_app: fc.boolean(), email: fc.boolean(), webhook: fc.boolean() },
  { requiredKeys: [] },
)
const settings = fc.record(
  {
    ...Object.fromEntries(notificationTypes.map((type) => [type, choice])),
    webhook_url: fc.constantFrom(null, 'https://example.com/hook'),
    time_zone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York'),
    quiet_hours: fc.constantFrom(
      null,
      { from: '22:00', to: '07:30' },
      { from: '00:00', to: '12:00' },
    ),
    email_digest: fc.constantFrom('off', 'hourly', 'daily'),
  },
  { requiredKeys: [] },
)
const actor: fc.Arbitrary<Actor> = fc.record({
  type: fc.constantFrom('api_key', 'agent', 'customer', 'system'),
  id: agentId,
})

const event = (type: string, data: fc.Arbitrary<{ [field: string]: JsonValue }>) =>
  data.map((made): DomainEvent => ({ type, data: made }))
const nothing = fc.constant({})

const ticketEvent = fc.oneof(
  event('TicketAssigned', fc.record({ agent_id: agentId })),
  event('TicketUnassigned', nothing),
  event('TicketStatusChanged', fc.record({ status: fc.constantFrom('open', 'on_hold') })),
  event(
    'TicketClosed',
    fc.record({ closed_by: fc.constant('staff'), agent_id: fc.constant(null) }),
  ),
  event('TicketReopened', fc.record({ status: fc.constant('open'), by_rule: fc.constant(null) })),
  event('TicketPrioritised', fc.record({ priority: fc.constantFrom('low', 'high') })),
  event('TicketMovedToDepartment', fc.record({ department_id: department })),
  event('TicketLocked', nothing),
  event('TicketUnlocked', nothing),
  event('TicketAutoCloseWarned', fc.record({ due_at: fc.constant('2026-02-01T08:00:00.000Z') })),
  event(
    'TicketReplied',
    fc.record({
      message_id: fc.nat(1_000),
      content: fc.constantFrom('Hello', 'Any news?', '@Agent 1?', '@Agent 2 and @Agent 3'),
      is_internal: fc.boolean(),
      sender: fc.record({
        type: fc.constantFrom('user', 'agent', 'customer'),
        id: agentId,
        name: fc.constant('Somebody'),
      }),
    }),
  ),
  event('TicketMessageLiked', fc.record({ message_id: fc.nat(9), agent_id: agentId })),
)

const agentEvent = fc.oneof(
  event('AgentChanged', fc.record({ is_active: fc.boolean() })),
  event('AgentChanged', fc.record({ departments: fc.subarray([1, 2]) })),
  event('AgentChanged', fc.record({ notification_settings: settings.map(asJson) })),
  event('AgentPasswordChanged', nothing),
  event('AgentWebhookSecretMade', nothing),
)

const settingsEvent = event(
  'SettingsChanged',
  fc.record({ sd_department_visibility: fc.boolean() }),
)

const agentCreated = (id: number, made: { departments: number[]; settings: JsonValue }): Step => ({
  stream: `agent-${id}`,
  actor: { type: 'api_key', id: 1 },
  event: {
    type: 'AgentCreated',
    data: {
      name: `Agent ${id}`,
      email: `agent${id}@example.org`,
      phone: null,
      locale: null,
      is_active: true,
      departments: made.departments,
      notification_settings: made.settings,
    },
  },
})

const createdIn = (stream: string, actor: Actor, department_id: number | null): Step => ({
  stream,
  actor,
  event: ticketCreated({
    reference_id: stream,
    customer_id: 1,
    title: `About ${stream}`,
    department_id,
  }),
})

/** Given to somebody by the desk itself, in the same breath. */
const autoAssigned = (created: Step, agent_id: number): Step[] => [
  { ...created, triggers: 'auto_assign' },
  {
    stream: created.stream,
    actor: { type: 'system', id: 0 },
    event: { type: 'TicketAssigned', data: { agent_id } },
  },
]

const stepOf = (id: fc.Arbitrary<number>, happening: fc.Arbitrary<DomainEvent>) =>
  fc.record({ id, actor, event: happening, department, chosen: fc.option(agentId) })
const step = fc.oneof(
  { weight: 5, arbitrary: stepOf(fc.integer({ min: 1001, max: 1005 }), ticketEvent) },
  { weight: 1, arbitrary: stepOf(agentId, agentEvent) },
  { weight: 1, arbitrary: stepOf(fc.constant(0), settingsEvent) },
)

/** Four agents of two departments, and what happens to five tickets and to them; as a log holds it. */
export const histories: fc.Arbitrary<RecordedEvent[]> = fc
  .record({
    founders: fc.tuple(
      ...agentIds.map(() =>
        fc.record({ departments: fc.subarray([1, 2]), settings: settings.map(asJson) }),
      ),
    ),
    steps: fc.array(step, { minLength: 20, maxLength: 80 }),
    leaver: agentId,
    leavesAfter: fc.nat(80),
  })
  .map(({ founders, steps, leaver, leavesAfter }) => {
    const opened = new Set<string>()
    const made = steps.flatMap((taken): Step[] => {
      const { id, actor: by, event: happening, department: into, chosen } = taken
      if (id === 0) return [{ stream: 'settings-1', actor: by, event: happening }]
      if (id < 1001) return [{ stream: `agent-${id}`, actor: by, event: happening }]
      const stream = `ticket-${id}`
      const created = createdIn(stream, by, into)
      const first = chosen === null ? [created] : autoAssigned(created, chosen)
      const before = opened.has(stream) ? [] : first
      opened.add(stream)
      return [...before, { stream, actor: by, event: happening }]
    })
    const leaving: Step = {
      stream: `agent-${leaver}`,
      actor: { type: 'api_key', id: 1 },
      event: { type: 'AgentDeleted', data: {} },
    }
    return record([
      ...founders.map((founder, index) => agentCreated(index + 1, founder)),
      ...made.slice(0, leavesAfter),
      leaving,
      ...made.slice(leavesAfter).filter(({ stream }) => stream !== leaving.stream),
    ])
  })

function record(steps: readonly Step[]): RecordedEvent[] {
  const revisions = new Map<string, number>()
  return steps.map(({ stream, actor: { type, id }, event: happening, triggers }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1
    revisions.set(stream, revision)
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString()
    return {
      ...happening,
      id: uuidV5(String(index), namespace),
      stream,
      revision,
      position: BigInt(index * 7),
      recorded_at: at,
      metadata: {
        ...metadataAt(at),
        actor_type: type,
        actor_id: String(id),
        actor_name: `${type} ${id}`,
        ...(triggers === undefined ? {} : { triggers }),
      },
    }
  })
}

function asJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value))
}
