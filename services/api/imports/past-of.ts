import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { TicketPatch } from '@deskhive/shared/domain/ticket/commands.ts'
import type { PastEntry, TicketPast } from '@deskhive/shared/domain/ticket/import.ts'
import type {
  ImportedEntry,
  ImportedPerson,
  ImportedTicket,
} from '@deskhive/shared/domain/ticket/import-fields.ts'
import type { Sender, TicketPriority } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Actor } from '@deskhive/shared/kernel/event.ts'
import { foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import { textOf } from '#api/commands/living.ts'
import type { Cast, Named } from './cast.ts'
import { agentsIn, byEmailOrName, namelessAgent, type People, withAssignees } from './named-in.ts'

type Importing = {
  readonly id: number
  readonly ticket: ImportedTicket
  readonly cast: Cast
  /** Whose key imports: who did what nobody is named for. */
  readonly importer: Actor
  readonly defaults: { readonly prefix: string; readonly priority: TicketPriority }
  readonly nextMessageId: () => number | Promise<number>
}

type Telling = Importing & { readonly agents: People; readonly customers: People }

/** The ticket in this desk's words: ids for names, people for `by`. */
export async function pastOf(of: Importing): Promise<TicketPast> {
  const { id, ticket, cast, importer, defaults } = of
  const importing: Telling = {
    ...of,
    agents: byEmailOrName(agentsIn(ticket)),
    customers: byEmailOrName([ticket.customer]),
  }
  const { created_at } = ticket
  const asker = customerOf(importing)
  const entries: PastEntry[] = [
    {
      occurred_at: created_at,
      actor: importer,
      patch: { ...patchOf(cast, { ...ticket, priority: undefined }), labels: labelsOf(importing) },
      message: null,
    },
  ]
  for (const { entry, assignee } of withAssignees(ticket)) {
    entries.push(await entryOf(importing, entry, assignee))
  }
  return {
    id,
    created: {
      occurred_at: created_at,
      actor: actorFrom('customer', asker),
      data: {
        reference_id: `${defaults.prefix}-${id}`,
        customer_id: asker.id,
        title: ticket.title,
        content: ticket.content,
        department_id: idOf(cast.departments, ticket.department) ?? null,
        category_id: idOf(cast.categories, ticket.category) ?? null,
        product_id: null,
        priority: ticket.priority ?? defaults.priority,
        custom_fields: [],
      },
    },
    entries,
  }
}

async function entryOf(
  importing: Telling,
  entry: ImportedEntry,
  assignee: ImportedPerson | null,
): Promise<PastEntry> {
  const { cast, nextMessageId } = importing
  const { at, message } = entry
  const actor = doerOf(importing, entry)
  const patch = patchOf(cast, entry)
  if (!message) return { occurred_at: at, actor, patch, message: null }

  const sender = senderOf(importing, { actor, entry, assignee })
  const { content, is_internal } = message
  return {
    occurred_at: at,
    actor: entry.by ? actor : sender.actor,
    patch,
    message: {
      message_id: await nextMessageId(),
      content,
      is_internal: is_internal ?? false,
      sender: sender.sender,
    },
  }
}

type Settable = Pick<
  ImportedEntry,
  'status' | 'priority' | 'department' | 'category' | 'assigned_to' | 'is_resolved'
>

function patchOf(cast: Cast, told: Settable): TicketPatch {
  const { status, priority, department, category, assigned_to, is_resolved } = told
  return {
    status: status ?? undefined,
    priority: priority ?? undefined,
    is_resolved: is_resolved ?? undefined,
    department_id: idOf(cast.departments, department),
    category_id: idOf(cast.categories, category),
    assigned_to: idOf(cast.agents, assigned_to && assigned_to.email),
  }
}

function labelsOf({ ticket, cast }: Importing): number[] {
  return [...new Set((ticket.labels ?? []).map((name) => stateOf(cast.labels, name).id))]
}

/**
 * Who did it: somebody of this ticket by email or name, anybody of the desk by email. Everybody else is
 * known by name only, so no account here did it, and the name is kept as it was told.
 */
function doerOf(telling: Telling, { by, message }: ImportedEntry): Actor {
  if (!by) return telling.importer
  const { agents, customers, cast } = telling
  const agent = findNamed(cast.agents, agents, by)
  const customer = findNamed(cast.customers, customers, by)
  if (customer && (!agent || message?.from === 'customer')) return actorFrom('customer', customer)
  if (agent) return actorFrom('agent', agent)
  return { type: 'system', id: '0', name: by }
}

function findNamed(known: Named, people: People, by: string): ResourceState | undefined {
  return known.get(foldValue(people.get(foldValue(by))?.email ?? by))
}

type Writing = {
  readonly actor: Actor
  readonly entry: ImportedEntry
  readonly assignee: ImportedPerson | null
}

/**
 * An agent's message that nobody is named for is the assignee's. If there is none, an agent wrote it whom nobody
 * knows: it is a reply like any other, but what was done with it stays with the key that imports.
 */
function senderOf(
  importing: Importing,
  { actor, entry, assignee }: Writing,
): { readonly sender: Sender; readonly actor: Actor } {
  if (entry.message?.from === 'customer') {
    return senderFrom(actorFrom('customer', customerOf(importing)))
  }
  if (actor.type === 'agent') return senderFrom(actor)
  const agentOf = ({ email }: ImportedPerson) =>
    senderFrom(actorFrom('agent', stateOf(importing.cast.agents, email)))
  if (assignee !== null) return agentOf(assignee)
  return { ...agentOf(namelessAgent), actor: importing.importer }
}

function senderFrom(actor: Actor): { readonly sender: Sender; readonly actor: Actor } {
  const type = actor.type === 'customer' ? 'customer' : 'agent'
  return { sender: { type, id: Number(actor.id), name: actor.name }, actor }
}

function customerOf({ ticket, cast }: Importing): ResourceState {
  return stateOf(cast.customers, ticket.customer.email)
}

function actorFrom(type: 'agent' | 'customer', state: ResourceState): Actor {
  return { type, id: String(state.id), name: textOf(state, 'name') }
}

/** `undefined` is left alone, `null` is none. */
function idOf(named: Named, value: string | null | undefined): number | null | undefined {
  return value ? stateOf(named, value).id : value === undefined ? undefined : null
}

/** All that tickets name were found or made before. */
function stateOf(named: Named, value: string): ResourceState {
  const state = named.get(foldValue(value))
  if (state === undefined) throw new Error(`Nobody made ${value}`)
  return state
}
