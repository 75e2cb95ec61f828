import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** One incident of the audit log: who called, and every state that was recorded of it, in order. */
export type Incident = {
  readonly number: string
  readonly caller: string
  readonly records: readonly IncidentRecord[]
}

/** `null` is the log's `?`: not recorded. */
export type IncidentRecord = {
  readonly state: string
  readonly priority: string
  readonly group: string | null
  readonly resolver: string | null
  readonly category: string | null
}

const recorded = z.string().transform((text) => (text === '?' ? null : text))
const row = z.object({
  number: z.string(),
  caller_id: z.string(),
  incident_state: z.string(),
  priority: z.string(),
  assignment_group: recorded,
  assigned_to: recorded,
  category: recorded,
})

/** @param csv with a header line; the rows of one incident stand together, oldest first */
export function readIncidents(csv: string): Incident[] {
  const rows = z.array(row).parse(parse(csv, { columns: true, skip_empty_lines: true }))
  const byNumber = Map.groupBy(rows, ({ number }) => number)
  return [...byNumber].map(([number, [first, ...rest]]) => ({
    number,
    caller: first?.caller_id ?? '?',
    records: [...(first ? [first] : []), ...rest].map((state) => ({
      state: state.incident_state,
      priority: state.priority,
      group: state.assignment_group,
      resolver: state.assigned_to,
      category: state.category,
    })),
  }))
}

export type TicketText = { readonly title: string; readonly body: string }

const textRow = z.object({ title: z.string(), body: z.string() })

/** A blank title takes the beginning of the body: a ticket needs one. */
export function readTicketTexts(csv: string): TicketText[] {
  const rows = z.array(textRow).parse(parse(csv, { columns: true, skip_empty_lines: true }))
  return rows.map(({ title, body }) => ({ title: title.trim() || body.slice(0, 60), body }))
}
