import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { expect } from 'vitest'
import { type Cast, CLIENTS_AT_ONCE } from './cast.ts'
import { type Expected, expectedOf } from './expected.ts'
import type { IncidentLog } from './load-log.ts'
import { observeNotifications, observeTicket } from './observed.ts'

/** The end of a replay, as the desk shows it and as the oracle says it must be. */
export type Verdict = {
  /** Sees all; others see with keys of their own. */
  readonly staff: DeskClient
  readonly clientFor: (apiKey: string) => DeskClient
  readonly cast: Cast
  readonly tickets: ReadonlyMap<string, number>
  readonly expected: ReadonlyMap<string, Expected>
}

export type Replayed = {
  readonly cast: Cast
  readonly log: IncidentLog
  readonly tickets: ReadonlyMap<string, number>
}

/** @param stack that all of it was replayed on */
export function judge(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  { cast, log, tickets }: Replayed,
): Verdict {
  const expected = new Map(
    log.incidents.map((incident) => [incident.number, expectedOf(incident, cast.teams)]),
  )
  const clientFor = (key: string) => createDeskClient({ url, apiKey: key })
  return { staff: clientFor(apiKey), clientFor, cast, tickets, expected }
}

/** Of every incident: its fields, its replies, and the sequence of changes with who made them. */
export async function expectEveryTicket(verdict: Verdict): Promise<void> {
  const { tickets, expected } = verdict
  await inParallel([...expected], CLIENTS_AT_ONCE, async ([number, { told: _told, ...wanted }]) => {
    const ticket = tickets.get(number) ?? 0
    const { messages, ...shown } = await observeTicket(verdict, ticket)
    // Replies are compared as a set: their order is told by the changes around them.
    const observed = { number, ticket, ...shown, messages: messages.toSorted() }
    expect(observed).toEqual({
      number,
      ticket,
      ...wanted,
      messages: wanted.messages.toSorted(),
    })
  })
}

/** Of every agent: what it was told of each ticket, in order, none missing and none twice. */
export async function expectEveryNotification(verdict: Verdict): Promise<void> {
  const told = toldByAgent(verdict)
  await inParallel([...verdict.cast.agents], CLIENTS_AT_ONCE, async ([name, { key }]) => {
    const notifications = await observeNotifications(verdict.clientFor(key))
    const shown = Map.groupBy(notifications, ({ ticket_id }) => ticket_id)
    const types = new Map([...shown].map(([ticket, all]) => [ticket, all.map(({ type }) => type)]))
    expect([name, sorted(types)]).toEqual([name, sorted(told.get(name) ?? new Map())])
  })
}

type TypesByTicket = Map<number, string[]>

function toldByAgent({ expected, tickets }: Verdict): Map<string, TypesByTicket> {
  const byAgent = new Map<string, TypesByTicket>()
  for (const [number, { told }] of expected) {
    const ticket = tickets.get(number) ?? 0
    for (const { agent, type } of told) {
      const byTicket = byAgent.get(agent) ?? new Map<number, string[]>()
      byAgent.set(agent, byTicket)
      byTicket.set(ticket, [...(byTicket.get(ticket) ?? []), type])
    }
  }
  return byAgent
}

const sorted = (types: TypesByTicket) => [...types].sort(([a], [b]) => a - b)
