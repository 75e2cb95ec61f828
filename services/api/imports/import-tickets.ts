import { importTicket } from '@deskhive/shared/domain/ticket/import.ts'
import type { ImportedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import { ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { StreamExists } from '@deskhive/shared/event-store/stream-exists.ts'
import { importCommand, streamName } from '@deskhive/shared/kernel/event.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { type FieldErrors, Refused } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#api/commands/actor.ts'
import { commandIdBeside, type Exchange, executeBeside } from '#api/commands/execute.ts'
import { findTicketDefaults, type TicketDefaults } from '#api/commands/ticket-defaults.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'
import { type Cast, engageCast } from './cast.ts'
import { pastOf } from './past-of.ts'
import { readTicket } from './read-ticket.ts'

type ImportResult = {
  readonly external_id: string | null
  readonly id: number | null
  readonly result: 'created' | 'unchanged' | 'invalid'
  readonly errors: FieldErrors
}

/** What became of one ticket, and up to where the log must be read to see it. */
type Outcome = ImportResult & { readonly position: Position }

/** Enough to fill the log's commits; more would only wait. */
const APPENDED_AT_ONCE = 25
/** An append may have 1 MiB, and no event with its metadata has less than 420 bytes: more are not even tried. */
const MOST_EVENTS = 2_500

/**
 * Every ticket for itself: invalid, or known already, or recorded in one append with its whole past, so that it is
 * there whole or not at all. The id is kept before (`ImportedTickets`), so whoever imports the same ticket at
 * the same time, or again after a crash, appends to the same stream, and the log lets one of them.
 */
export async function importTickets(
  desk: Desk,
  exchange: Exchange,
  sent: readonly unknown[],
): Promise<ImportResult[]> {
  const now = desk.now()
  const read = sent.map((one) => readTicket(one, now))
  const tickets = new Map<string, ImportedTicket>()
  for (const one of read) {
    if ('ticket' in one && !tickets.has(one.ticket.external_id)) {
      tickets.set(one.ticket.external_id, one.ticket)
    }
  }
  const outcomes = await importAll(desk, exchange, tickets)
  await makeVisible(desk, exchange, [...outcomes.values()])

  const told = new Set<string>()
  return read.map((one) => {
    if ('errors' in one) return { ...one, id: null, result: 'invalid' }
    const { external_id } = one.ticket
    const { position: _, ...result } = outcomeOf(outcomes, external_id)
    const isRepeated = told.has(external_id) && result.result === 'created'
    told.add(external_id)
    return isRepeated ? { ...result, result: 'unchanged' } : result
  })
}

type Outcomes = ReadonlyMap<string, Outcome>

async function importAll(
  desk: Desk,
  exchange: Exchange,
  tickets: ReadonlyMap<string, ImportedTicket>,
): Promise<Outcomes> {
  const kept = await desk.importedTickets.find([...tickets.keys()])
  const known = await findRecorded(desk, exchange, kept)
  const missing = [...tickets.values()].filter(({ external_id }) => !known.has(external_id))
  if (missing.length === 0) return known

  const [cast, ids] = await Promise.all([
    engageCast(desk, exchange.request, missing),
    keepIds(desk, missing, kept),
  ])
  const defaults = await findTicketDefaults(desk)
  const recorded = await inParallel(missing, APPENDED_AT_ONCE, (ticket) =>
    record(desk, exchange, { ticket, cast, defaults, id: ids.get(ticket.external_id) ?? 0 }),
  )
  return new Map([...known, ...recorded.map((outcome) => [outcome.external_id, outcome] as const)])
}

/** Those that are in the log: an id alone may have been kept by somebody who got no further. */
async function findRecorded(
  desk: Desk,
  exchange: Exchange,
  kept: ReadonlyMap<string, number>,
): Promise<Map<string, Outcome>> {
  const found = await inParallel([...kept], APPENDED_AT_ONCE, ([external_id, id]) =>
    findOne(desk, exchange, { external_id, id }),
  )
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.external_id, one] as const])))
}

type Imported = { readonly external_id: string; readonly id: number }

async function findOne(desk: Desk, { request }: Exchange, { external_id, id }: Imported) {
  const stream = streamName(ticketAggregate.resource, id)
  const [last] = await desk.log.readStream(stream, { direction: 'backwards', maxCount: 1 })
  if (last === undefined) return null
  const isOwn = request.command.mayBeRepeat && (await isRecordedBy(desk, request, id))
  const result = isOwn ? 'created' : 'unchanged'
  return { external_id, id, result, errors: {}, position: last.position } as const
}

/** A request that is repeated may meet what it recorded itself, and tells that as it would have then. */
async function isRecordedBy({ log }: Desk, request: FastifyRequest, id: number): Promise<boolean> {
  const [first] = await log.readStream(streamName(ticketAggregate.resource, id), { maxCount: 1 })
  const command = { type: importCommand, aggregate: ticketAggregate, id }
  return first?.metadata.command_id === commandIdBeside(request, command)
}

async function keepIds(
  desk: Desk,
  tickets: readonly ImportedTicket[],
  kept: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const drawn = new Map<string, number>()
  for (const { external_id } of tickets) {
    if (!kept.has(external_id)) drawn.set(external_id, await desk.ids.next('ticket'))
  }
  return new Map([...kept, ...(await desk.importedTickets.keep(drawn))])
}

type Recording = {
  readonly ticket: ImportedTicket
  readonly id: number
  readonly cast: Cast
  readonly defaults: TicketDefaults
}

async function record(
  desk: Desk,
  exchange: Exchange,
  recording: Recording,
): Promise<Outcome & { readonly external_id: string }> {
  const { id, ticket } = recording
  const { request } = exchange
  const { external_id } = ticket
  const importer = actorOf(request.caller)
  const nextMessageId = () => desk.ids.next('message')
  const past = importTicket(await pastOf({ ...recording, importer, nextMessageId }))
  if (past.length > MOST_EVENTS) return tooLong(external_id)
  try {
    const { position } = await executeBeside(desk, request, {
      type: importCommand,
      aggregate: ticketAggregate,
      id,
      create: true,
      externalId: external_id,
      decide: () => past,
    })
    return { external_id, id, result: 'created', errors: {}, position }
  } catch (error) {
    const found =
      error instanceof StreamExists ? await findOne(desk, exchange, { external_id, id }) : null
    if (found !== null) return found
    if (error instanceof Refused) return tooLong(external_id)
    throw error
  }
}

/** It is not split: a ticket is there with its whole past or not at all. */
function tooLong(external_id: string) {
  const errors = {
    history: ['The history field tells more than the 1 MiB of events that fit in one append.'],
  }
  return { external_id, id: null, result: 'invalid', errors, position: logStart } as const
}

async function makeVisible(
  desk: Desk,
  { request, reply }: Exchange,
  outcomes: readonly Outcome[],
): Promise<void> {
  const newest = outcomes.reduce(
    (highest, { position }) => (position > highest ? position : highest),
    logStart,
  )
  if (newest === logStart) return
  reply.header('x-position', newest.toString())
  await waitUntilVisible(desk, request, newest)
}

function outcomeOf(outcomes: Outcomes, externalId: string): Outcome {
  const outcome = outcomes.get(externalId)
  if (outcome === undefined) throw new Error(`Nothing became of ${externalId}`)
  return outcome
}
