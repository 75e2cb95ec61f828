import {
  categoryTreeEvolution,
  leaveTree,
  moveCategory,
} from '@deskhive/shared/domain/category/tree.ts'
import {
  changeResource,
  createResource,
  deleteResource,
} from '@deskhive/shared/domain/resource/decide-resource.ts'
import {
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import { type ColumnType, columnOf } from '@deskhive/shared/domain/resource/fields.ts'
import { resourceEvolution } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import {
  changeSettings,
  makeDefaultDepartment,
  settingsEvolution,
} from '@deskhive/shared/domain/settings/settings.ts'
import {
  changeTicket,
  createTicket,
  deleteTicket,
  replyToTicket,
  toggleLike,
} from '@deskhive/shared/domain/ticket/decide.ts'
import type { TicketEvent, TicketEventData } from '@deskhive/shared/domain/ticket/events.ts'
import { type TicketState, ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import {
  closerTypes,
  senderTypes,
  ticketPriorities,
  ticketStatuses,
} from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { JsonValue, RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import fc from 'fast-check'
import { record } from '#projector/testing/record-decision.ts'

/** Adds to the log what is decided on one stream as it stands there. */
type Step = (log: RecordedEvent[]) => void

/** Logs as the desk itself could write them: few streams, so that each of them gets a history. */
export function randomLog({ tickets = 4 } = {}): fc.Arbitrary<RecordedEvent[]> {
  const step = fc.oneof(
    { weight: 6, arbitrary: ticketStep(tickets) },
    resourceStep(),
    settingsStep(),
    treeStep(),
  )
  const logs = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }).map((steps) => {
    const log: RecordedEvent[] = []
    for (const addTo of steps) addTo(log)
    return log
  })
  return logs.filter((log) => log.length > 0) // a step may find nothing to change
}

function ticketStep(tickets: number): fc.Arbitrary<Step> {
  const id = fc.integer({ min: 1, max: tickets })
  return fc.tuple(id, ticketDecision()).map(
    ([ticket, decide]) =>
      (log) =>
        record(log, `ticket-${ticket}`, ticketEvolution, (state) =>
          state.id === 0 ? createTicket(newTicket(ticket)) : decide(state),
        ),
  )
}

const smallId = fc.integer({ min: 1, max: 3 })
const optionalId = fc.option(smallId)
const text = fc.string({ unit: 'grapheme', maxLength: 12 })

type TicketDecision = (state: TicketState) => TicketEvent[]

function ticketDecision(): fc.Arbitrary<TicketDecision> {
  const patch = fc.record(
    {
      status: fc.constantFrom(...ticketStatuses),
      priority: fc.constantFrom(...ticketPriorities),
      assigned_to: optionalId,
      department_id: optionalId,
      category_id: optionalId,
      product_id: optionalId,
      is_resolved: fc.boolean(),
      is_locked: fc.boolean(),
      labels: fc.uniqueArray(smallId),
    },
    { requiredKeys: [] },
  )
  const closer = fc.record({ closed_by: fc.constantFrom(...closerTypes), agent_id: optionalId })
  const sender = fc.record({ type: fc.constantFrom(...senderTypes), id: smallId, name: text })
  const reply = fc.record({ content: text, is_internal: fc.boolean(), sender })

  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ patch, closer }).map(
        (change): TicketDecision =>
          (state) =>
            changeTicket(state, change),
      ),
    },
    {
      weight: 3,
      arbitrary: reply.map(
        (fields): TicketDecision =>
          (state) =>
            replyToTicket(state, { ...fields, message_id: nextMessage(state) }),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.nat(3), smallId).map(
        ([nth, agent_id]): TicketDecision =>
          (state) =>
            toggleLike(state, { message_id: state.id * 1_000 + nth, agent_id }),
      ),
    },
    { weight: 1, arbitrary: fc.constant<TicketDecision>(deleteTicket) },
    { weight: 1, arbitrary: fc.constant<TicketDecision>(warnOfClosing) },
  )
}

/** Whether or not it waits: what is decided elsewhere is no matter of who applies it. */
const warnOfClosing: TicketDecision = () => [
  { type: 'TicketAutoCloseWarned', data: { due_at: '2026-02-01T08:00:00.000Z' } },
]

function newTicket(id: number): TicketEventData<'TicketCreated'> {
  return {
    reference_id: `SD-${id}`,
    customer_id: 1 + (id % 2),
    title: 'A printer in distress',
    content: 'It hums.\n\tAnd then "stops" \\ \u{1F5A8}',
    department_id: id % 2 === 0 ? null : id,
    category_id: null,
    product_id: null,
    priority: 'medium',
    custom_fields: [{ id: 1, value: 'x' }],
  }
}

const nextMessage = (state: TicketState) => state.id * 1_000 + state.likes.size

function resourceStep(): fc.Arbitrary<Step> {
  return fc.constantFrom(...resources).chain((definition) =>
    fc
      .tuple(fc.integer({ min: 1, max: 2 }), fieldValues(definition), fc.nat(9))
      .map(([id, values, choice]) => (log) => {
        const stream = `${definition.name}-${id}`
        record(log, stream, resourceEvolution(definition), (state) => {
          if (state.id === 0) return createResource(definition, values)
          if (choice === 0) return deleteResource(definition, state)
          return changeResource(definition, state, values)
        })
      }),
  )
}

function fieldValues(definition: ResourceDefinition): fc.Arbitrary<FieldValues> {
  const fields = Object.entries(storedFields(definition)).map(
    ([field, type]) => [field, valueOf(columnOf(type))] as const,
  )
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }).map(parseValues)
}

function valueOf(column: ColumnType): fc.Arbitrary<JsonValue> {
  const values: { readonly [type in ColumnType]: fc.Arbitrary<JsonValue> } = {
    text,
    integer: fc.nat(2_147_483_647),
    bigint: fc.maxSafeNat(),
    boolean: fc.boolean(),
    'double precision': fc.nat(1_000_000).map((cents) => cents / 100),
    timestamptz: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') })
      .map((date) => date.toISOString()),
    'bigint[]': fc.array(fc.maxSafeNat(), { maxLength: 3 }),
    'text[]': fc.array(text, { maxLength: 3 }),
    jsonb: fc.constantFrom({}, { ticket_reply: { email: true } }),
  }
  return values[column]
}

function settingsStep(): fc.Arbitrary<Step> {
  const patch = fc.record(
    { sd_tickets_per_page: smallId, sd_default_department_id: optionalId },
    { requiredKeys: [] },
  )
  return fc.tuple(patch, optionalId).map(
    ([fields, department]) =>
      (log) =>
        record(log, 'settings-1', settingsEvolution, (state) =>
          department === null
            ? changeSettings(state, fields)
            : makeDefaultDepartment(state, department),
        ),
  )
}

function treeStep(): fc.Arbitrary<Step> {
  return fc.tuple(smallId, optionalId, fc.nat(4)).map(
    ([category_id, parent_id, choice]) =>
      (log) =>
        record(log, 'categoryTree-1', categoryTreeEvolution, (tree) =>
          choice === 0
            ? leaveTree(tree, category_id)
            : moveCategory(tree, { category_id, parent_id }),
        ),
  )
}

/** A field that is left out has no key at all. */
function parseValues(values: { readonly [field: string]: JsonValue | undefined }): FieldValues {
  return values as FieldValues
}
