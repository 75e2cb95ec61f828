import type pg from 'pg'

type Kept = { readonly [column: string]: unknown }
type Audit = {
  readonly id: string
  readonly action: string
  readonly before: Kept | null
  readonly after: Kept
  readonly at: Date
}

/** The history of one ticket, field by field, as such a team shows it. */
export async function readAudits(
  pool: pg.Pool,
  ticket: number,
  { page, per_page }: { readonly page: number; readonly per_page: number },
) {
  const { rows } = await pool.query<Audit>({
    name: 'read-audits',
    text: `select id, action, before, after, at from audit
      where ticket_id = $1 order by id limit $2 offset $3`,
    values: [ticket, per_page, (page - 1) * per_page],
  })
  return rows.map(({ id, action, before, after, at }) => ({
    id: Number(id),
    action,
    at: at.toISOString(),
    changes: Object.entries(after)
      .filter(([field, to]) => JSON.stringify(before?.[field]) !== JSON.stringify(to))
      .map(([field, to]) => ({ field, from: before?.[field] ?? null, to })),
  }))
}

/** The ticket as its last audit up to then has it. */
export async function readTicketAsOf(pool: pg.Pool, ticket: number, moment: string) {
  const { rows } = await pool.query<Pick<Audit, 'after'>>({
    name: 'ticket-as-of',
    text: `select after from audit
      where ticket_id = $1 and at <= $2 order by id desc limit 1`,
    values: [ticket, moment],
  })
  return rows[0]?.after ?? null
}
