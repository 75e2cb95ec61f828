import type { DeskClient } from '@deskhive/client/desk-client.ts'
import { everyItem } from '@deskhive/client/pages.ts'
import { z } from 'zod'
import type { Cast } from './cast.ts'
import type { Actor, Change, Expected, Field, Value } from './expected.ts'

/** What the API shows of one ticket, in the words of the oracle: names instead of ids. */
export type Observed = Omit<Expected, 'told'>

export type Observer = { readonly staff: DeskClient; readonly cast: Cast }

export async function observeTicket(observer: Observer, id: number): Promise<Observed> {
  const { staff, cast } = observer
  const shown = (await staff.getTicket({ path: { id } })).data.data
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
    changes: await observeChanges(observer, id),
    messages: await observeMessages(staff, id),
  }
}

const watched = z.enum([
  'status',
  'priority',
  'department_id',
  'assigned_to',
  'labels',
  'is_resolved',
])

/** All pages of the history but its first entry, which tells of the ticket's making. */
async function observeChanges({ staff, cast }: Observer, id: number): Promise<Change[]> {
  const history = everyItem((query) => staff.listTicketHistory({ path: { id }, query }))
  const [, ...entries] = await Array.fromAsync(history)
  return entries.flatMap(({ actor, changes }) =>
    changes.flatMap(({ field, from, to }) => {
      const known = watched.safeParse(field)
      if (!known.success) return []
      const value = (shown: unknown) => valueOf(cast, known.data, shown)
      return [{ field: known.data, from: value(from), to: value(to), by: actorName(actor) }]
    }),
  )
}

async function observeMessages(staff: DeskClient, id: number): Promise<Actor[]> {
  const messages = everyItem((query) => staff.listTicketMessages({ path: { id }, query }))
  return Array.fromAsync(messages, ({ sender }) => actorName(sender))
}

/** Oldest first. */
export async function observeNotifications(agent: DeskClient) {
  const latestFirst = everyItem((query) => agent.listNotificationsAsAgent({ query }))
  return (await Array.fromAsync(latestFirst)).reverse()
}

function actorName({ type, name }: { readonly type: string; readonly name: string }): Actor {
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
