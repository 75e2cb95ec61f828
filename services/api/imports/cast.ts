import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { category } from '@deskhive/shared/domain/category/category.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { label } from '@deskhive/shared/domain/label/label.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { ImportedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import { foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import type { FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { findOrMake } from './find-or-make.ts'
import {
  type Asked,
  type Found,
  findExisting,
  type Kind,
  nameOf,
  type Wanted,
} from './find-wanted.ts'
import { agentsIn, emailsOfDoers } from './named-in.ts'

/** Those of one kind by folded email or name. */
export type Named = ReadonlyMap<string, ResourceState>

/** Everybody and everything that imported tickets name. */
export type Cast = {
  readonly customers: Named
  readonly agents: Named
  readonly departments: Named
  readonly categories: Named
  readonly labels: Named
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
  const known = await findOrMake(desk, request, wantedBy(tickets))
  return castOf([known, await findExisting(desk, doersBeside(known, tickets))])
}

function doersBeside(known: Found<Asked>, tickets: readonly ImportedTicket[]): Asked[] {
  const emails = new Set(tickets.flatMap(emailsOfDoers).map(foldValue))
  const doers = [...emails].flatMap((value) => [
    { kind: kinds.customers, value },
    { kind: kinds.agents, value },
  ])
  const isKnown = new Set([...known.keys()].map(nameOf))
  return doers.filter((doer) => !isKnown.has(nameOf(doer)))
}

function castOf(founds: readonly Found<Asked>[]): Cast {
  const found = founds.flatMap((some) => [...some])
  const of = (kind: Kind): Named =>
    new Map(found.flatMap(([one, state]) => (one.kind === kind ? [[one.value, state]] : [])))
  return {
    customers: of(kinds.customers),
    agents: of(kinds.agents),
    departments: of(kinds.departments),
    categories: of(kinds.categories),
    labels: of(kinds.labels),
  }
}

/** Agents are made inactive: they have no password, and a desk that they left must give them no work. */
function wantedBy(tickets: readonly ImportedTicket[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>()
  const add = (one: Wanted): void => {
    const name = nameOf(one)
    const known = wanted.get(name) ?? one
    const { fields } = isAddressAlone(known) ? one : known
    const since = one.since < known.since ? one.since : known.since
    wanted.set(name, { ...known, fields, since })
  }
  for (const ticket of tickets) for (const one of namedBy(ticket)) add(one)
  return [...wanted.values()]
}

/** Somebody of whom one ticket tells no name; another may. */
const isAddressAlone = ({ fields }: Wanted) => fields['name'] === fields['email']

function namedBy(ticket: ImportedTicket): Wanted[] {
  const { customer, labels, created_at: since } = ticket
  const states = [ticket, ...(ticket.history ?? [])]
  const one = (kind: Kind, called: string, fields: FieldValues): Wanted => ({
    kind,
    value: foldValue(called),
    fields,
    since,
  })
  const named = (kind: Kind, names: readonly (string | null | undefined)[], more = {}) =>
    [...new Set(names)].flatMap((name) => (name ? one(kind, name, { name, ...more }) : []))
  return [
    one(kinds.customers, customer.email, customer),
    ...agentsIn(ticket).map((person) =>
      one(kinds.agents, person.email, { ...person, is_active: false }),
    ),
    ...named(kinds.labels, labels ?? [], { color: LABEL_COLOR }),
    ...named(
      kinds.departments,
      states.map(({ department }) => department),
    ),
    ...named(
      kinds.categories,
      states.map(({ category }) => category),
    ),
  ]
}
