import { parseTicketEvent } from '@deskhive/shared/domain/ticket/event-types.ts'
import { evolveTicket, noTicket, type Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import { type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import type { Moment } from '@deskhive/shared/kernel/moment.ts'
import type { Page } from '@deskhive/shared/read-model/pagination.ts'
import type { Listed } from '@deskhive/shared/read-model/queries/read-page.ts'
import {
  findReferencesAsOf,
  noReferences,
  type References,
} from '@deskhive/shared/read-model/queries/references.ts'
import type { TicketFilter } from '@deskhive/shared/read-model/queries/ticket-conditions.ts'
import {
  listTicketsAsOf,
  type PastTicketRow,
} from '@deskhive/shared/read-model/queries/ticket-versions.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicketsWith } from '#api/routes/read-tickets.ts'

type PastList = {
  readonly filter: TicketFilter
  readonly moment: Moment
  readonly page: Page
}

/** The list as it was: which tickets, in which state, and what was named how then. */
export async function listPastTickets(desk: Desk, { filter, moment, page }: PastList) {
  const db = desk.database.readModel
  const { rows, total } = (await asksForWhatWas(desk, filter, moment))
    ? await listTicketsAsOf(db, { filter, moment }, page)
    : nothing
  const data = await presentTicketsWith(rows, (ids) => findReferencesAsOf(db, ids, moment))
  return { data, total }
}

const nothing: Listed<PastTicketRow> = { rows: [], total: 0 }

/** What refers to something deleted refers to nothing, then as now. */
async function asksForWhatWas(
  { database: { readModel } }: Desk,
  { department_id, customer_id, assigned_to }: TicketFilter,
  moment: Moment,
): Promise<boolean> {
  const asked = [
    ['departments', department_id],
    ['customers', customer_id],
    ['agents', assigned_to],
  ] as const
  const given = asked.flatMap(([table, id]) => (id === undefined ? [] : [[table, id] as const]))
  if (given.length === 0) return true
  const ids = Object.fromEntries(given.map(([table, id]) => [table, [id]]))
  const found: References = await findReferencesAsOf(readModel, { ...noReferences, ...ids }, moment)
  return given.every(([table, id]) => found[table].has(id))
}

/** One ticket as its stream tells it up to then; `null` before it was created or after it was deleted. */
export async function findPastTicket(desk: Desk, id: number, moment: Moment) {
  const ticket = await foldUntil(desk, id, moment)
  if (ticket === null || ticket.is_deleted) return null
  const db = desk.database.readModel
  const [shown] = await presentTicketsWith([ticket], (ids) => findReferencesAsOf(db, ids, moment))
  return shown ?? null
}

async function foldUntil(desk: Desk, id: number, moment: Moment): Promise<Ticket | null> {
  const isAfter = laterThan(moment)
  const { events } = await desk.beginnings.read(streamName('ticket', id), (known) => {
    const last = known.at(-1)
    return last !== undefined && isAfter(last)
  })
  let ticket = noTicket
  for (const event of events) {
    if (isAfter(event)) break
    const known = parseTicketEvent(event)
    if (known !== null) ticket = evolveTicket(ticket, known)
  }
  return ticket.id === 0 ? null : ticket
}

/**
 * A stream is a line: where one of its events happened later, none behind it counts, though its clock may
 * have been slow.
 */
function laterThan(moment: Moment): (event: RecordedEvent) => boolean {
  if (moment.by === 'position') return ({ position }) => position > moment.position
  const time = Date.parse(moment.time)
  return ({ metadata }) => Date.parse(metadata.occurred_at) > time
}
