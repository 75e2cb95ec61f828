import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { category } from '@deskhive/shared/domain/category/category.ts'
import {
  categoryTreeAggregate,
  categoryTreeId,
  categoryTreeStream,
} from '@deskhive/shared/domain/category/tree.ts'
import { settingsStream } from '@deskhive/shared/domain/settings/settings.ts'
import { streamName } from '@deskhive/shared/kernel/event.ts'
import type { FastifyRequest } from 'fastify'
import { agentOf } from '#api/caller.ts'
import { commandIdBeside } from '#api/commands/execute.ts'
import type { Desk } from '#api/desk.ts'
import { resourceNamed } from '#api/feed/feed-event.ts'
import { idOf } from '#api/routes/parameters.ts'

type Attempted = { readonly commandId: string; readonly givenId: number | null }

/** Whether an earlier attempt of this request got its command into the log. */
export async function isRecorded(
  desk: Desk,
  request: FastifyRequest,
  attempted: Attempted,
): Promise<boolean> {
  for (const place of placesOf(request, attempted)) {
    if (await holds(desk, place)) return true
  }
  return false
}

type Place = { readonly stream: string; readonly commandId: string }

async function holds({ log }: Desk, { stream, commandId }: Place): Promise<boolean> {
  for await (const page of log.streamPages(stream)) {
    if (page.some(({ metadata }) => metadata.command_id === commandId)) return true
  }
  return false
}

function placesOf(request: FastifyRequest, { commandId, givenId }: Attempted): readonly Place[] {
  const stream = streamOf(request, givenId)
  if (stream === null) return []
  const place = { stream, commandId }
  // A category that is only moved is not changed itself: its tree alone knows of that.
  return stream.startsWith(streamsOfCategories) ? [place, moveBy(commandId)] : [place]
}

const streamsOfCategories = `${category.name}-`

function moveBy(id: string): Place {
  const move = { aggregate: categoryTreeAggregate, id: categoryTreeId, type: 'MoveCategory' }
  return { stream: categoryTreeStream, commandId: commandIdBeside({ command: { id } }, move) }
}

/** As of `/api/v1/internal/tickets/:id/messages`. */
const subject = /\/(?:internal|external)\/(?<path>[a-z-]+)(?<one>\/:id)?/

/** Where the command is recorded: with the thing that the path names, also without its id, or with the one that is made. */
function streamOf(request: FastifyRequest, givenId: number | null): string | null {
  const { url = '', config } = request.routeOptions
  const { path = '', one } = subject.exec(url)?.groups ?? {}
  if (one !== undefined) return streamName(resourceNamed(path), idOf(request))
  if (path === 'settings') return settingsStream
  if (path === 'profile') return streamName(agent.name, agentOf(request.caller).id)
  return config.creates === undefined || givenId === null
    ? null
    : streamName(config.creates, givenId)
}
