import { sql } from 'kysely'
import type { TicketEvent } from '../domain/ticket/events.ts'
import { type Ticket, ticketEvolution } from '../domain/ticket/state.ts'
import { fold } from '../kernel/decider.ts'
import { parseStreamName, type RecordedEvent } from '../kernel/event.ts'
import type { ReadModelDatabase } from '../read-model/database.ts'
import type { TicketBlockRow } from '../read-model/tables.ts'

type Block = TicketBlockRow & { readonly [column: string]: unknown }

/**
 * Holds the blocks of long lists against the log, up to the position that they have followed. Where a list is
 * cut is nobody's business; that each list begins at its beginning and every block counts what lies in it is.
 */
export async function findBlockDifferences(
  database: ReadModelDatabase,
  streams: Iterable<readonly RecordedEvent[]>,
): Promise<string[]> {
  // One statement: they go on following while everything else stands still.
  const { rows } = await sql<Block & { readonly followed: number }>`
    select b.*, (select position from ticket_blocks_position) as followed from ticket_blocks b
    order by department_id, assigned_to, customer_id, first_at, first_id`.execute(database)
  const tickets = livingAt(streams, BigInt(rows[0]?.followed ?? -1))
  return Map.groupBy(rows, listOf)
    .entries()
    .flatMap(([list, blocks]) => compareList(list, blocks, tickets))
    .toArray()
}

function livingAt(streams: Iterable<readonly RecordedEvent[]>, position: bigint): Ticket[] {
  return [...streams].flatMap((events) => {
    const known = events.filter((event) => event.position <= position)
    const [first] = known
    if (first === undefined || parseStreamName(first.stream)?.resource !== 'ticket') return []
    const ticket = fold(ticketEvolution, known.map(parseTicketEvent))
    return ticket.is_deleted ? [] : [ticket]
  })
}

function compareList(list: string, blocks: Block[], tickets: readonly Ticket[]): string[] {
  const [first] = blocks
  if (first?.first_at !== '-infinity')
    return [`ticket_blocks ${list} does not begin at its beginning`]
  const expected = blocks.map(() => new Map<string, number>())
  for (const ticket of tickets.filter((each) => isIn(first, each))) {
    const at = blocks.findLastIndex((block) => !isBefore(ticket, block))
    const cell = `${ticket.status}_${ticket.priority}`
    expected[at]?.set(cell, (expected[at].get(cell) ?? 0) + 1)
  }
  return blocks.flatMap((block, index) =>
    Object.entries(block).flatMap(([column, found]) => {
      if (parts.has(column)) return []
      const wanted = expected[index]?.get(column) ?? 0
      const name = `ticket_blocks ${list} from ${block.first_at}/${block.first_id}`
      return found === wanted
        ? []
        : [`${name}: ${column} is ${String(found)}, by the log it is ${wanted}`]
    }),
  )
}

/** What names a block, and how far all of them have followed. */
const parts = new Set([
  'department_id',
  'assigned_to',
  'customer_id',
  'first_at',
  'first_id',
  'followed',
])

function listOf({ department_id, assigned_to, customer_id }: Block): string {
  return [department_id, assigned_to, customer_id].join('/')
}

function isIn(list: Block, ticket: Ticket): boolean {
  return [
    [list.department_id, ticket.department_id],
    [list.assigned_to, ticket.assigned_to],
    [list.customer_id, ticket.customer_id],
  ].every(([wanted, has]) => wanted === 0 || wanted === has)
}

/** In the order of the list from its oldest ticket on. */
function isBefore({ created_at, id }: Ticket, { first_at, first_id }: Block): boolean {
  if (first_at === '-infinity') return false
  const [own, first] = [Date.parse(created_at), Date.parse(first_at)]
  return own < first || (own === first && id < first_id)
}

function parseTicketEvent(event: RecordedEvent): RecordedEvent<TicketEvent> {
  return event as RecordedEvent<TicketEvent>
}
