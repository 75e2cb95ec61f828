import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { category } from '@deskhive/shared/domain/category/category.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { label } from '@deskhive/shared/domain/label/label.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ImportedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import { foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import type { FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { type Found, findExisting, findOrMake, type Kind, type Need } from './find-or-make.ts'
import { agentsIn, emailsOfDoers } from './named-in.ts'

/** Everybody and everything that imported tickets name, by folded email or name. */
export type Cast = {
  readonly customers: Found
  readonly agents: Found
  readonly departments: Found
  readonly categories: Found
  readonly labels: Found
}

const kinds = {
  customers: { definition: customer, field: 'email', scope: 'customer.email' },
  agents: { definition: agent, field: 'email', scope: 'agent.email' },
  departments: { definition: department, field: 'name', scope: 'imported department.name' },
  categories: { definition: category, field: 'name', scope: 'imported category.name' },
  labels: { definition: label, field: 'name', scope: 'imported label.name' },
} satisfies { readonly [name in keyof Cast]: Kind }

/** A label needs a colour, and none was told. */
const LABEL_COLOR = '#808080'

/** Found, or made where missing; who is only said to have done something is found or left out. */
export async function engageCast(
  desk: Desk,
  request: FastifyRequest,
  tickets: readonly ImportedTicket[],
): Promise<Cast> {
  const needs = needsOf(tickets)
  const of = (name: keyof Cast) =>
    findOrMake(desk, request, { kind: kinds[name], needs: needs[name] })
  // Calls at once name mostly the same: who comes second finds what the first has made. The claims decide.
  const [customers, agents, departments, categories, labels] = await desk.importTurns(() =>
    Promise.all([of('customers'), of('agents'), of('departments'), of('categories'), of('labels')]),
  )
  const doers = [...new Set(tickets.flatMap(emailsOfDoers).map(foldValue))]
  const others = (known: Found) => doers.filter((email) => !known.has(email))
  return {
    customers: joined(customers, await findExisting(desk, kinds.customers, others(customers))),
    agents: joined(agents, await findExisting(desk, kinds.agents, others(agents))),
    departments,
    categories,
    labels,
  }
}

const joined = (...founds: readonly Found[]): Found =>
  new Map(founds.flatMap((found) => [...found]))

type Needs = { readonly [name in keyof Cast]: Map<string, Need> }

/** Agents are made inactive: they have no password, and a desk that they left must give them no work. */
function needsOf(tickets: readonly ImportedTicket[]): Needs {
  const needs: Needs = {
    customers: new Map(),
    agents: new Map(),
    departments: new Map(),
    categories: new Map(),
    labels: new Map(),
  }
  for (const ticket of tickets) {
    const { name, email } = ticket.customer
    add(needs.customers, { key: email, fields: { name, email }, since: ticket.created_at })
    for (const { name, email } of agentsIn(ticket)) {
      const fields = { name, email, is_active: false }
      add(needs.agents, { key: email, fields, since: ticket.created_at })
    }
    for (const name of ticket.labels ?? []) {
      const fields = { name, color: LABEL_COLOR }
      add(needs.labels, { key: name, fields, since: ticket.created_at })
    }
    for (const { department, category } of [ticket, ...(ticket.history ?? [])]) {
      addName(needs.departments, department, ticket.created_at)
      addName(needs.categories, category, ticket.created_at)
    }
  }
  return needs
}

function addName(needs: Map<string, Need>, name: string | null | undefined, since: string): void {
  if (name) add(needs, { key: name, fields: { name }, since })
}

function add(
  needs: Map<string, Need>,
  { key, fields, since }: { key: string; fields: FieldValues; since: string },
): void {
  const known = needs.get(foldValue(key))
  if (known === undefined) needs.set(foldValue(key), { fields, since })
  else if (since < known.since) needs.set(foldValue(key), { ...known, since })
}
