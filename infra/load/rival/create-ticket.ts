import type { createTicketFields } from '@deskhive/shared/domain/ticket/commands.ts'
import type pg from 'pg'

/** One statement, prepared once per connection: new row, its references, and by the trigger its audit. */
const statement = `
  with made as (
    insert into tickets (
      id, revision, reference_id, title, content, status, status_since, priority, department_id, category_id,
      product_id, customer_id, labels, assigned_to, custom_fields, is_resolved, is_locked,
      created_at, updated_at, is_deleted)
    select id, 0, 'SD-' || id, $1, $2, 'open', now(), $3, $4, null, null, $5, '{}', null, '[]', false,
      false, now(), now(), false
    from nextval('ticket_ids') as id
    returning *)
  select made.*, customers.name as customer_name, customers.email as customer_email,
    departments.name as department_name
  from made
  join customers on customers.id = made.customer_id
  left join departments on departments.id = made.department_id`

/** Ids come as text from `pg`. */
type Made = {
  readonly id: string
  readonly reference_id: string
  readonly title: string
  readonly content: string
  readonly status: string
  readonly priority: string
  readonly department_id: string | null
  readonly department_name: string | null
  readonly customer_id: string
  readonly customer_name: string
  readonly customer_email: string
  readonly created_at: Date
}

export type NewTicket = { [field in keyof typeof createTicketFields]?: unknown }

export async function insertTicket(pool: pg.Pool, ticket: NewTicket) {
  const { title, content, priority, department_id, customer_id } = ticket
  const values = [title, content, priority ?? 'medium', department_id ?? 1, customer_id]
  const { rows } = await pool.query<Made>({ name: 'create-ticket', text: statement, values })
  const [made] = rows
  return made ? presentTicket(made) : null
}

/** The contract's ticket resource. */
function presentTicket(made: Made) {
  const at = `${made.created_at.toISOString().slice(0, 19)}Z`
  const { customer_id, customer_name, customer_email, department_id, department_name } = made
  return {
    id: Number(made.id),
    reference_id: made.reference_id,
    title: made.title,
    content: made.content,
    status: made.status,
    priority: made.priority,
    department: department_id && { id: Number(department_id), name: department_name },
    category: null,
    product: null,
    customer: { id: Number(customer_id), name: customer_name, email: customer_email },
    labels: [],
    assigned_to: null,
    agents: [],
    custom_fields: [],
    is_resolved: false,
    is_locked: false,
    last_reply_at: null,
    last_reply_by: null,
    closed_at: null,
    created_at: at,
    updated_at: at,
  }
}
