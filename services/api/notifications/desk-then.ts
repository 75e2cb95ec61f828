import { settingsStream } from '@deskhive/shared/domain/settings/settings.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import {
  type DeskWithAgents,
  deskAtEvent,
  type Streams,
} from '@deskhive/shared/notifications/desk-at-event.ts'
import { findKnownAgents } from '@deskhive/shared/read-model/queries/told-notifications.ts'
import type { Desk } from '#api/desk.ts'

/** Streams of agents are short; so many are read at once. */
const WIDTH = 8

/**
 * The state in force when an event of a ticket happened, from the streams that decided on who heard of it. Only where
 * departments or names are asked for, those of all agents are read.
 * @param asked one more agent who wants to know
 */
export async function readDeskThen(
  desk: Desk,
  event: RecordedEvent<TicketEvent>,
  asked: number | null,
): Promise<DeskWithAgents> {
  const [ticket, settings] = await Promise.all([
    desk.log.readStream(event.stream),
    desk.log.readStream(settingsStream),
  ])
  const without: Streams = { ticket, settings, agents: [] }
  const agents = await inParallel(await agentsFor(desk, event, without), WIDTH, (id) =>
    desk.log.readStream(streamName('agent', id)),
  )
  const named = asked === null ? [] : [await desk.log.readStream(streamName('agent', asked))]
  return deskAtEvent(event, { ...without, agents: [...agents, ...named] })
}

async function agentsFor(
  desk: Desk,
  event: RecordedEvent<TicketEvent>,
  streams: Streams,
): Promise<readonly number[]> {
  if (mayConcernAnybody(event)) return findKnownAgents(desk.notifications)
  const { ticket, previousAssignee } = deskAtEvent(event, streams)
  return [ticket.assigned_to, previousAssignee].filter((id) => id !== null)
}

function mayConcernAnybody(event: TicketEvent): boolean {
  if (event.type === 'TicketCreated') return event.data.department_id !== null
  if (event.type === 'TicketAutoCloseWarned') return true
  return (
    event.type === 'TicketReplied' && event.data.is_internal && event.data.content.includes('@')
  )
}
