import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { NoSuchPosition } from '@deskhive/shared/event-store/event-store.ts'
import { logPages } from '@deskhive/shared/event-store/log-pages.ts'
import { lastPositionUpTo } from '@deskhive/shared/event-store/lost-position.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { moveMark } from '@deskhive/shared/read-model/write-side/mark.ts'
import { type Claim, foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import { claimsOf, holderOf } from '#api/commands/unique-values.ts'
import type { Desk } from '#api/desk.ts'

/** Up to where the write side's tables are known to have what the log says of them; named among the checkpoints. */
export const writeSideMark = 'write-side'

/**
 * Who has which unique value, and which ticket something of another desk is, stands in the database before it stands
 * in the log. A database that was restored from a copy lacks the last of it, one that was made anew all of it, and
 * both are found by the mark: from there on the log says it once more.
 *
 * At the start    from the mark on, which is a few seconds of events where nothing was restored.
 * From then on    the mark goes with the log's head; where it has gone back, the database was put back beneath us.
 */
export type Refill = { readonly run: (signal: AbortSignal) => Promise<void> }

export function createRefill(desk: Desk): Refill {
  let known: Position | null = null
  return {
    run: async (signal) => {
      const { pool } = desk.database
      const head = await desk.log.head()
      const mark = (await readCheckpoint(pool, writeSideMark)) ?? logStart
      if (known === null || mark < known) await refill(desk, mark, signal)
      if (head !== mark) await moveMark(pool, writeSideMark, head)
      known = head
    },
  }
}

async function refill(desk: Desk, mark: Position, signal: AbortSignal): Promise<void> {
  const from = await placeOf(desk, mark)
  let missing = 0
  for await (const events of logPages(desk.log, { from })) {
    signal.throwIfAborted()
    missing += await keepClaims(desk, events.flatMap(claimsIn))
    await desk.importedTickets.keep(new Map(events.flatMap(importedIn)))
  }
  if (missing > 0) desk.logger.warn({ from: String(from), missing }, 'took claims from the log')
}

/** An event that somebody took out of the log is told by verifying it, and stops nobody here. */
async function placeOf({ log }: Desk, mark: Position): Promise<Position> {
  try {
    await log.readAll({ from: mark, maxCount: 1 })
    return mark
  } catch (error) {
    if (!(error instanceof NoSuchPosition)) throw error
    return lastPositionUpTo(log, mark)
  }
}

export type Claimed = Claim & { readonly definition: ResourceDefinition; readonly field: string }

const definitions = new Map(resources.map((definition) => [definition.name, definition]))

function claimsIn({ stream, data, metadata }: RecordedEvent): Claimed[] {
  const subject = parseStreamName(stream)
  const definition = subject && definitions.get(subject.resource)
  if (!definition) return []
  const claims = claimsOf({ definition, id: subject.id, fields: data, token: metadata.command_id })
  return [...claims].map(([field, claim]) => ({ ...claim, definition, field }))
}

function importedIn({ stream, metadata: { external_id } }: RecordedEvent): [string, number][] {
  const subject = parseStreamName(stream)
  const isTicket = subject !== null && subject.resource === ticketAggregate.resource
  return external_id === undefined || !isTicket ? [] : [[external_id, subject.id]]
}

/** @returns how many were not there */
export async function keepClaims(desk: Desk, all: readonly Claimed[]): Promise<number> {
  const lastOf = new Map(all.map((claim) => [`${claim.scope} ${foldValue(claim.value)}`, claim]))
  const claims = [...lastOf.values()]
  const held = await desk.claims.holdNew(claims)
  await desk.claims.confirmAll(held)

  const isHeld = new Set<Claim>(held)
  const others = claims.filter((claim) => !isHeld.has(claim))
  const askers = await desk.claims.find(others)
  let taken = 0
  for (const [index, claim] of others.entries()) {
    if (askers[index]?.owner !== claim.owner && (await takeOver(desk, claim))) taken += 1
  }
  return held.length + taken
}

/** Whoever asked before may have it no more, or again. */
async function takeOver(desk: Desk, claim: Claimed): Promise<boolean> {
  const hasValue = holderOf(desk, claim.definition, claim.field, claim)
  if (!(await hasValue(claim.owner)) || !(await desk.claims.hold(claim, hasValue))) return false
  await desk.claims.confirm(claim)
  return true
}
