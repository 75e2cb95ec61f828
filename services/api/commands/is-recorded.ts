import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { settingsStream } from '@deskhive/shared/domain/settings/settings.ts'
import { streamName } from '@deskhive/shared/kernel/event.ts'
import type { FastifyRequest } from 'fastify'
import { agentOf } from '#api/caller.ts'
import type { Desk } from '#api/desk.ts'
import { resourceNamed } from '#api/feed/feed-event.ts'
import { idOf } from '#api/routes/parameters.ts'

type Attempted = { readonly commandId: string; readonly givenId: number | null }

/** Whether an earlier attempt of this request got its command into the log. */
export async function isRecorded(
  desk: Desk,
  request: FastifyRequest,
  { commandId, givenId }: Attempted,
): Promise<boolean> {
  const stream = streamOf(request, givenId)
  if (stream === null) return false
  for await (const page of desk.log.streamPages(stream)) {
    if (page.some(({ metadata }) => metadata.command_id === commandId)) return true
  }
  return false
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
