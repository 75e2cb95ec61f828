import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import type { TicketResult } from './send-tickets.ts'
import {
  entriesOf,
  type OutgoingTicket,
  type RefusedInput,
  type Source,
  type SourceItem,
} from './source.ts'

export type ImportCounts = {
  tickets: number
  entries: number
  created: number
  unchanged: number
  refused: number
  /** Of tickets that are imported, in how many rows something could not be read or is in doubt. */
  rows_refused: number
}

export type ImportRun = {
  readonly source: Source
  /** Put before every external id. */
  readonly prefix: string
  /** Sends them, or only checks them. */
  readonly deliver: (tickets: readonly OutgoingTicket[]) => Promise<readonly TicketResult[]>
  readonly onRefused: (refused: RefusedInput) => Promise<void>
  readonly onProgress: (counts: Readonly<ImportCounts>) => void
}

/** A call may have twice as many: but the first begins sooner, and at the end fewer wait for the last. */
const MOST_TICKETS = 50
/** What a body may have. */
const MOST_BODY_BYTES = 1_048_576
const AROUND_BYTES = Buffer.byteLength('{"tickets":[]}')
/** Below that, with room for what surrounds the tickets. */
const MOST_BYTES = 900_000
/** One is decided while another is read and others wait for the disk. */
const CALLS_AT_ONCE = 3

type Waiting = { readonly ticket: OutgoingTicket; readonly line: number | null }

/** The whole file, in calls of as many tickets as one takes, some at once. */
export async function runImport(run: ImportRun): Promise<ImportCounts> {
  const counts: ImportCounts = {
    tickets: 0,
    entries: 0,
    created: 0,
    unchanged: 0,
    refused: 0,
    rows_refused: 0,
  }
  const batches = batchesOf(run, counts)
  // Each worker takes the next batch when it is done with one, so no more than these are in memory.
  try {
    await inParallel(Array.from({ length: CALLS_AT_ONCE }), CALLS_AT_ONCE, async () => {
      for (;;) {
        const { value: batch, done } = await batches.next()
        if (done) return
        await deliverBatch(run, batch, counts)
      }
    })
  } finally {
    await batches.return(undefined)
  }
  return counts
}

async function* batchesOf(
  { source, prefix, onRefused }: ImportRun,
  counts: ImportCounts,
): AsyncGenerator<readonly Waiting[], undefined> {
  let batch: Waiting[] = []
  let bytes = 0
  const refuse = ({ external_id, ...refused }: RefusedInput) =>
    onRefused({ ...refused, external_id: external_id === null ? null : prefix + external_id })
  for await (const read of source.read()) {
    const item = weigh(read, prefix)
    if ('refused' in item) {
      counts.tickets += 1
      counts.refused += 1
      await refuse(item.refused)
      continue
    }
    for (const part of item.leftOut) {
      counts.rows_refused += 1
      await refuse(part)
    }
    const { ticket, line, size } = item
    if (batch.length === MOST_TICKETS || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push({ line, ticket })
    bytes += size
  }
  if (batch.length > 0) yield batch
  return undefined
}

type Weighed = Waiting & { readonly size: number; readonly leftOut: readonly RefusedInput[] }

/** As it is sent, or refused where a call of it alone would be too large. */
function weigh(item: SourceItem, prefix: string): Weighed | { readonly refused: RefusedInput } {
  if ('refused' in item) return item
  const { line, leftOut = [] } = item
  const { external_id } = item.ticket
  const ticket = { ...item.ticket, external_id: prefix + external_id }
  const size = Buffer.byteLength(JSON.stringify(ticket))
  if (size + AROUND_BYTES <= MOST_BODY_BYTES) return { ticket, line, leftOut, size }
  const errors = { history: [`It is ${size} bytes of JSON, and the desk takes 1 MiB at once.`] }
  return { refused: { refused: 'ticket', external_id, line, errors } }
}

async function deliverBatch(
  { deliver, onRefused, onProgress }: ImportRun,
  batch: readonly Waiting[],
  counts: ImportCounts,
): Promise<void> {
  const results = await deliver(batch.map(({ ticket }) => ticket))
  for (const [index, { ticket, line }] of batch.entries()) {
    const result = results[index]
    if (result === undefined) throw new Error('The desk answered for fewer tickets than were sent')
    counts.tickets += 1
    counts.entries += entriesOf(ticket)
    counts[result.result === 'invalid' ? 'refused' : result.result] += 1
    if (result.result === 'invalid') {
      await onRefused({
        refused: 'ticket',
        external_id: ticket.external_id,
        line,
        errors: result.errors,
      })
    }
  }
  onProgress(counts)
}
