import { z } from 'zod'
import { allPages } from '#tests/support/all-pages.ts'
import { type DeskClient, dataOf } from '#tests/support/desk-client.ts'
import type { Cast } from './cast.ts'
import type { Actor, Change, Expected, Field, Value } from './expected.ts'

/** What the API shows of one ticket, in the words of the oracle: names instead of ids. */
export type Observed = Omit<Expected, 'told'>

const reference = z.object({ id: z.int(), name: z.string() }).nullable()
const ticketSchema = z.object({
  status: z.string(),
  priority: z.string(),
  department: reference,
  assigned_to: reference,
  labels: z.array(z.object({ name: z.string() })),
  is_resolved: z.boolean(),
})

export async function observeTicket(cast: Cast, ticket: number): Promise<Observed> {
  const path = `/internal/tickets/${ticket}`
  const shown = dataOf(await cast.staff.get(path), ticketSchema)
  const fields = {
    status: shown.status,
    priority: shown.priority,
    department_id: departmentName(cast, shown.department?.id ?? null),
    assigned_to: shown.assigned_to?.name ?? null,
    labels: shown.labels.map(({ name }) => name).join(),
    is_resolved: shown.is_resolved,
  }
  return {
    fields,
    changes: await observeChanges(cast, path),
    messages: await observeMessages(cast, path),
  }
}

const actorSchema = z.object({ type: z.string(), name: z.string() })
const watched = z.enum([
  'status',
  'priority',
  'department_id',
  'assigned_to',
  'labels',
  'is_resolved',
])
const entrySchema = z.object({
  type: z.string(),
  actor: actorSchema,
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})

/** All pages of the history but its first entry, which tells of the ticket's making. */
async function observeChanges(cast: Cast, path: string): Promise<Change[]> {
  const [, ...entries] = await allPages(cast.staff, `${path}/history`, entrySchema)
  return entries.flatMap(({ actor, changes }) =>
    changes.flatMap(({ field, from, to }) => {
      const known = watched.safeParse(field)
      if (!known.success) return []
      const value = (shown: unknown) => valueOf(cast, known.data, shown)
      return [{ field: known.data, from: value(from), to: value(to), by: actorName(actor) }]
    }),
  )
}

const messageSchema = z.object({ sender: actorSchema })

async function observeMessages(cast: Cast, path: string): Promise<Actor[]> {
  const messages = await allPages(cast.staff, `${path}/messages`, messageSchema)
  return messages.map(({ sender }) => actorName(sender))
}

const notificationSchema = z.object({ type: z.string(), ticket_id: z.int() })
export type Notification = z.output<typeof notificationSchema>

/** Oldest first. */
export async function observeNotifications(agent: DeskClient): Promise<Notification[]> {
  const latestFirst = await allPages(agent, '/external/notifications', notificationSchema)
  return latestFirst.reverse()
}

function actorName({ type, name }: z.output<typeof actorSchema>): Actor {
  if (type === 'customer') return 'customer'
  return type === 'agent' ? `agent ${name}` : 'staff'
}

function valueOf(cast: Cast, field: Field, shown: unknown): Value {
  switch (field) {
    case 'department_id':
      return departmentName(cast, parseId(shown))
    case 'assigned_to':
      return nameOf(cast.agents.entries(), (agent) => agent.id === parseId(shown))
    case 'labels':
      return z
        .array(z.int())
        .parse(shown ?? [])
        .map((label) => nameOf(cast.labels.entries(), (id) => id === label))
        .join()
    case 'is_resolved':
      return z.boolean().parse(shown)
    case 'status':
    case 'priority':
      return z.string().parse(shown)
    default:
      field satisfies never
      throw new RangeError('A field that nobody watches')
  }
}

const parseId = (shown: unknown) => z.int().nullable().parse(shown)

function departmentName(cast: Cast, id: number | null): string | null {
  if (id === cast.defaultDepartment) return 'DEFAULT'
  return nameOf(cast.departments.entries(), (known) => known === id)
}

function nameOf<T>(entries: Iterable<[string, T]>, isIt: (value: T) => boolean): string | null {
  for (const [name, value] of entries) if (isIt(value)) return name
  return null
}
