import { z } from 'zod'
import { allPages } from '#tests/support/all-pages.ts'
import type { DeskClient } from '#tests/support/desk-client.ts'
import type { ExpectedTicket, Step, Value } from './expected.ts'

/** Field → id → name: what the histories' ids stand for. */
type Names = ReadonlyMap<string, ReadonlyMap<number, string>>

const named = z.object({ id: z.int(), name: z.string() })
const lists = {
  department_id: 'departments',
  category_id: 'categories',
  assigned_to: 'agents',
  customer_id: 'customers',
}

export async function observeNames(staff: DeskClient): Promise<Names> {
  const names = new Map<string, ReadonlyMap<number, string>>()
  for (const [field, path] of Object.entries(lists)) {
    const all = await allPages(staff, `/internal/${path}`, named)
    names.set(field, new Map(all.map(({ id, name }) => [id, name])))
  }
  return names
}

const entry = z.object({
  type: z.string(),
  occurred_at: z.string(),
  actor: z.object({ name: z.string() }),
  changes: z.array(z.object({ field: z.string(), to: z.unknown() })),
})

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
  const [created, ...later] = await allPages(staff, `/internal/tickets/${id}/history`, entry)
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
