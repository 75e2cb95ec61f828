import type { DeskClient } from '@deskhive/client/desk-client.ts'
import { everyItem } from '@deskhive/client/pages.ts'
import { z } from 'zod'
import type { ExpectedTicket, Step, Value } from './expected.ts'

/** Field → id → name: what the histories' ids stand for. */
type Names = ReadonlyMap<string, ReadonlyMap<number, string>>

type Named = { readonly id: number; readonly name: string }

export async function observeNames(staff: DeskClient): Promise<Names> {
  const lists: { readonly [field: string]: AsyncIterable<Named> } = {
    department_id: everyItem((query) => staff.listDepartments({ query })),
    category_id: everyItem((query) => staff.listCategories({ query })),
    assigned_to: everyItem((query) => staff.listAgents({ query })),
    customer_id: everyItem((query) => staff.listCustomers({ query })),
  }
  const names = new Map<string, ReadonlyMap<number, string>>()
  for (const [field, list] of Object.entries(lists)) {
    const byId = new Map<number, string>()
    for await (const { id, name } of list) byId.set(id, name)
    names.set(field, byId)
  }
  return names
}

const watched = new Set([
  'status',
  'priority',
  'department_id',
  'category_id',
  'assigned_to',
  'is_resolved',
])

/** A ticket's history as the API tells it, in the oracle's words. */
export async function observeTicket(
  staff: DeskClient,
  names: Names,
  id: number,
): Promise<ExpectedTicket> {
  const history = everyItem((query) => staff.listTicketHistory({ path: { id }, query }))
  const [created, ...later] = await Array.fromAsync(history)
  if (created === undefined) throw new Error(`Ticket ${id} has no history`)
  const begun = new Map(created.changes.map(({ field, to }) => [field, to]))
  const end: Record<string, Value> = {}
  for (const field of watched) end[field] = valueOf(names, field, begun.get(field))
  const steps: Step[] = []
  for (const { occurred_at, actor, changes } of later) {
    for (const { field, to } of changes.filter((one) => watched.has(one.field))) {
      const value = valueOf(names, field, to)
      end[field] = value
      steps.push({ at: occurred_at, by: actor.name, field, to: value })
    }
  }
  const customer = String(valueOf(names, 'customer_id', begun.get('customer_id')))
  return { createdAt: created.occurred_at, customer, steps, end }
}

function valueOf(names: Names, field: string, shown: unknown): Value {
  const known = names.get(field)
  const value = z.union([z.string(), z.boolean(), z.number(), z.null()]).parse(shown ?? null)
  return typeof value === 'number' ? (known?.get(value) ?? `unknown ${value}`) : value
}
