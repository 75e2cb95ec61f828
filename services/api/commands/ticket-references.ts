import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import type { FieldName, Named, TicketReferences } from '#api/present/ticket.ts'

/** What a ticket's ids stand for now, from the streams themselves: what reads show, before they can. */
export async function findTicketReferences(
  desk: Pick<Desk, 'aggregates'>,
  ticket: Ticket,
): Promise<TicketReferences> {
  const { department_id, category_id, product_id, customer_id, assigned_to, labels } = ticket
  const find = (resource: string, id: number | null) =>
    id === null ? null : findLiving(desk, resource, id)
  const [department, category, product, customer, agent, ...found] = await Promise.all([
    find('department', department_id),
    find('category', category_id),
    find('product', product_id),
    find('customer', customer_id),
    find('agent', assigned_to),
    ...labels.map((label) => findLiving(desk, 'label', label)),
  ])
  const fields = await Promise.all(
    ticket.custom_fields.map(({ id }) => findLiving(desk, 'customField', id)),
  )
  return {
    custom_fields: new Map(
      fields.flatMap((field) => (field ? [[field.id, fieldName(field)] as const] : [])),
    ),
    department: department && named(department),
    category: category && named(category),
    product: product && named(product),
    customer: customer && { ...named(customer), email: textOf(customer, 'email') },
    assigned_to: agent && named(agent),
    labels: found.flatMap((label) =>
      label ? [{ ...named(label), color: textOf(label, 'color') }] : [],
    ),
  }
}

function named(state: ResourceState): Named {
  return { id: state.id, name: textOf(state, 'name') }
}

function fieldName(state: ResourceState): FieldName {
  return { id: state.id, label: textOf(state, 'label'), type: textOf(state, 'type') }
}
