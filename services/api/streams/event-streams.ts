import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { agentIdOf } from '#api/plugins/authentication.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { type EventStream, openEventStream, type TendedStream } from '#api/streams/event-stream.ts'

/** All open streams of server-sent events in this process, whatever they carry. */
export type EventStreams = {
  /**
   * Takes the reply over: no handler or hook may send through it afterwards.
   * Where there are as many as the process can bear, whichever key has the most loses one to it.
   * @throws HttpError 503 while the process stops, or to the key that has the most where it is full
   */
  open(request: FastifyRequest, reply: FastifyReply): EventStream
  /** Ends all, each with a word about it, and takes no new ones. */
  close(): void
}

type EventStreamsOptions = {
  /** Whether whoever opened a stream would still be let in; asked every few seconds. */
  readonly isStillAdmitted: (request: FastifyRequest) => Promise<boolean>
  readonly metrics: Metrics
  readonly mostStreams?: number
}

const CONTENT_TYPE = 'text/event-stream'
const TEND_MS = 1_000
/** A revoked key ends its streams within this and a second. */
const ASK_AGAIN_MS = 2_000
/** A socket and some 20 kB each; more readers want more processes. */
const MOST_STREAMS = 5_000

type Reader = { readonly stream: TendedStream; readonly request: FastifyRequest }

export function createEventStreams(options: EventStreamsOptions): EventStreams {
  const { mostStreams = MOST_STREAMS } = options
  const readers = new Set<Reader>()
  let isClosed = false
  let tending: NodeJS.Timeout | undefined
  let askedAt = 0
  options.metrics.gauge({
    name: 'deskhive_api_event_streams',
    help: 'Open streams of server-sent events',
    collect() {
      this.set(readers.size)
    },
  })

  const tend = (): void => {
    const now = Date.now()
    for (const { stream } of readers) stream.tend(now)
    if (now - askedAt < ASK_AGAIN_MS) return
    askedAt = now
    for (const same of byCaller(readers)) void endUnlessAdmitted(same, options)
  }
  const leave = (reader: Reader): void => {
    readers.delete(reader)
    if (readers.size > 0) return
    clearInterval(tending)
    tending = undefined
  }

  return {
    open: (request, reply) => {
      if (isClosed) throw elsewhere('This server is going down.')
      if (readers.size >= mostStreams) leave(endOneFor(request, readers))
      tending ??= setInterval(tend, TEND_MS)
      const stream = openEventStream(takeOver(reply), () => leave(reader))
      const reader = { stream, request }
      readers.add(reader)
      return stream
    },
    close: () => {
      isClosed = true
      for (const { stream } of readers) stream.end('shutting_down')
    },
  }
}

const elsewhere = (message: string) => new HttpError(503, message, { 'retry-after': '1' })

function takeOver(reply: FastifyReply): FastifyReply['raw'] {
  reply.headers({
    'content-type': `${CONTENT_TYPE}; charset=utf-8`,
    'x-accel-buffering': 'no', // proxies that gather answers would hold events up
    connection: 'close', // there is no next request behind a stream, and nobody waits for one
  })
  reply.hijack()
  reply.raw.writeHead(200, headersOf(reply))
  return reply.raw
}

export function isEventStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith(CONTENT_TYPE)
}

function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
  )
  return Object.fromEntries(headers)
}

/**
 * Ends the latest of those of the key that has the most, so that no key keeps others out.
 * @throws HttpError 503 where the caller's own would then be the one with the most
 */
function endOneFor(request: FastifyRequest, readers: Iterable<Reader>): Reader {
  const ofKeys = Map.groupBy(readers, (reader) => keyOf(reader.request))
  const most = [...ofKeys.values()].reduce((one, other) =>
    other.length > one.length ? other : one,
  )
  const own = ofKeys.get(keyOf(request))?.length ?? 0
  const latest = most.at(-1)
  if (latest === undefined || most.length <= own + 1) throw elsewhere('Too many streams are open.')
  latest.stream.end('crowded')
  return latest
}

const keyOf = ({ caller }: FastifyRequest) => caller.key.id

/** A thousand readers with one key are asked about once. */
function byCaller(readers: Iterable<Reader>): Iterable<Reader[]> {
  const groups = new Map<string, Reader[]>()
  for (const reader of readers) {
    const { headers, identity, routeOptions } = reader.request
    const caller = `${String(headers['x-api-key'])} ${agentIdOf(identity)}`
    const asked = `${routeOptions.url} ${caller}`
    const group = groups.get(asked)
    if (group === undefined) groups.set(asked, [reader])
    else group.push(reader)
  }
  return groups.values()
}

async function endUnlessAdmitted(
  readers: readonly Reader[],
  { isStillAdmitted }: EventStreamsOptions,
): Promise<void> {
  const [first] = readers
  if (first === undefined || (await isStillAdmitted(first.request))) return
  for (const { stream } of readers) stream.end('not_allowed')
}
