import { logStart, type Position, parsePosition } from '@deskhive/shared/kernel/position.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { type FeedFilter, resourceNamed } from '#api/feed/feed-event.ts'
import { followFeed } from '#api/feed/follow-feed.ts'
import { waitUntilInLog } from '#api/feed/in-log.ts'
import { createLiveTail } from '#api/feed/live-tail.ts'
import { createFeedReader, type FeedPage } from '#api/feed/read-feed.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'
import type { App } from '#api/route.ts'
import { filter, logPosition } from '#api/routes/parameters.ts'
import { wantsEventStream } from '#api/streams/frames.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1_000

const limit = z
  .string()
  .refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_LIMIT, {
    error: `must be a whole number from 1 to ${MAX_LIMIT}`,
  })
  .meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT })
  .transform(Number)

/** `TicketCreated,TicketClosed`: the names are for ever, but later versions of this program have more. */
const types = z
  .string()
  .max(2_000)
  .regex(/^[A-Za-z]+(,[A-Za-z]+)*$/, { error: 'must be types of events, separated by commas' })
  .transform((text) => new Set(text.split(',')))

const resource = z
  .string()
  .max(100)
  .regex(/^[A-Za-z]+(-[a-z]+)*$/, { error: 'must be the name of a resource' })
  .transform(resourceNamed)

const querystring = z.object({
  after: filter(logPosition()),
  limit: filter(limit),
  types: filter(types),
  resource: filter(resource),
})

/** The whole log in order: a page after a position, or as server-sent events from there on. */
export function eventRoutes(app: App, desk: Desk): void {
  const read = createFeedReader(desk)
  const tail = createLiveTail(desk.log)
  app.addHook('onClose', () => tail[Symbol.asyncDispose]())

  const readFrom = async (
    { position, errors }: Start,
    wanted: { limit: number; filter: FeedFilter },
  ) => {
    const page = await read({ after: position, ...wanted })
    if (page.reached === position) await waitUntilInLog(desk, position, errors)
    return page
  }

  app.get(
    '/internal/events',
    { config: { group: 'internal', scope: 'events:list' }, schema: { querystring } },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, types = null, resource = null } = request.query
      const filter: FeedFilter = { types, resource }
      const after = startAfter(request.query.after ?? logStart)
      if (request.method === 'GET' && wantsEventStream(request.headers.accept)) {
        // Before the stream is opened, so that a log that is away is told by a status.
        const first = await readFrom(lastEventId(request) ?? after, { limit, filter })
        const stream = desk.streams.open(request, reply)
        followFeed({ read, tail, stream, filter, first }).catch((error: unknown) => {
          desk.logger.error({ err: error, request_id: request.id }, 'a stream of events failed')
          stream.end('failed')
        })
        return reply
      }

      const [page, head] = await Promise.all([readFrom(after, { limit, filter }), desk.log.head()])
      return sendPage(reply, page, head)
    },
  )
}

/** Where a reader goes on, and what it is told where the log does not reach that far. */
type Start = { readonly position: Position; readonly errors: FieldErrors }

function startAfter(position: Position): Start {
  return { position, errors: { after: ['The after field lies beyond the end of the log.'] } }
}

/** It says where the reader is, and so comes before where it once began. */
function lastEventId({ headers }: FastifyRequest): Start | null {
  const given = headers['last-event-id']
  if (given === undefined || given === '') return null
  const position = parsePosition(String(given))
  if (position === null) {
    throw new InvalidRequest({ 'Last-Event-ID': ['Last-Event-ID must be a position of the log'] })
  }
  const errors = { 'Last-Event-ID': ['The Last-Event-ID header lies beyond the end of the log.'] }
  return { position, errors }
}

/** The events are JSON already. */
function sendPage(reply: FastifyReply, { events, reached, isEnd }: FeedPage, head: Position) {
  const last = events.at(-1)?.position ?? head
  const meta = {
    next_position: reached === logStart ? null : String(reached),
    head_position: String(last > head ? last : head),
    end_of_stream: isEnd,
  }
  const data = events.map(({ text }) => text).join(',')
  return reply
    .type('application/json; charset=utf-8')
    .send(`{"data":[${data}],"meta":${JSON.stringify(meta)}}`)
}
