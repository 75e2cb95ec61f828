import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  type ResolvedEvent,
  START,
  type StreamingRead,
  StreamNotFoundError,
  streamNameFilter,
} from '@eventstore/db-client'
import { logStart, type Position } from '../../kernel/position.ts'
import { weightOf } from '../../kernel/weight.ts'
import type { Append, Appended, NewEvent } from '../event-store.ts'
import { watchSilence } from '../silence.ts'
import type {
  LogRead,
  Source,
  StoredEvent,
  StoredPage,
  StreamRead,
  SubscriptionRequest,
  Transport,
} from '../transport.ts'
import { isFullPage, Unanswered } from '../transport.ts'
import { closeClient, createClient } from './client.ts'
import { explain } from './faults.ts'
import { parseStoredEvent } from './stored-event.ts'

/** In the client's own buffers. */
const READ_AHEAD = 64

/** How many events of others a filtered subscription passes before it says how far it is. */
const CHECKPOINT_EVERY_EVENTS = 500

export function openOfficialTransport(url: string): Transport {
  const client = createClient(url)
  return {
    append: (append, deadlineMs) => send(client, append, deadlineMs),
    readStream: (wanted) => readStream(client, wanted),
    readAll: (wanted) => readAll(client, wanted),
    subscribe: (wanted) => subscribe(client, wanted),
    close: () => closeClient(client),
  }
}

async function send(
  client: EventStoreDBClient,
  { stream, expected, events }: Append,
  deadlineMs: number,
): Promise<Appended> {
  try {
    const result = await client.appendToStream(stream, events.map(proposed), {
      expectedRevision: expected === 'no_stream' ? expected : BigInt(expected),
      deadline: deadlineMs,
    })
    const position = result.position?.commit ?? 0n
    return { revision: Number(result.nextExpectedRevision), position }
  } catch (error) {
    throw explain(error, { stream, expected })
  }
}

const utf8 = new TextEncoder()

/** Metadata as bytes: the client turns an object into base64, and serialises it from there twice. */
function proposed({ metadata, ...event }: NewEvent) {
  return jsonEvent({ ...event, metadata: utf8.encode(JSON.stringify(metadata)) })
}

const directions = { forwards: FORWARDS, backwards: BACKWARDS } as const
const edges = { start: START, end: END } as const

async function readStream(client: EventStoreDBClient, wanted: StreamRead) {
  const { stream, direction, from, maxCount, timeoutMs } = wanted
  const read = client.readStream(stream, {
    direction: directions[direction],
    fromRevision: typeof from === 'number' ? BigInt(from) : edges[from],
    maxCount,
  })
  try {
    return await collect(read, timeoutMs)
  } catch (error) {
    if (error instanceof StreamNotFoundError) return { events: [], isFull: false }
    throw explain(error, { stream })
  }
}

async function readAll(client: EventStoreDBClient, wanted: LogRead) {
  const { direction, from, maxCount, timeoutMs } = wanted
  const read = client.readAll({
    direction: directions[direction],
    fromPosition: typeof from === 'bigint' ? { commit: from, prepare: from } : edges[from],
    maxCount,
  })
  try {
    return await collect(read, timeoutMs)
  } catch (error) {
    throw explain(error)
  }
}

/** All that a bounded read gives. The client bears any silence, so this does not. */
function collect(
  stream: StreamingRead<ResolvedEvent | AllStreamResolvedEvent>,
  timeoutMs: number,
): Promise<StoredPage> {
  return new Promise((resolve, reject) => {
    const events: StoredEvent[] = []
    let bytes = 0
    let isFull = false
    const silence = watchSilence(timeoutMs, () => {
      reject(new Unanswered(`a read was not answered for ${timeoutMs} ms`))
      stream.cancel().catch(() => undefined) // it has no connection: nothing runs that could be cancelled
    })
    const end = (settle: () => void): void => {
      silence.end()
      settle()
    }
    stream
      .on('data', ({ event }: ResolvedEvent | AllStreamResolvedEvent) => {
        silence.heard()
        if (event === undefined || isFull) return
        const stored = parseStoredEvent(event)
        events.push(stored)
        bytes += weightOf(stored.data)
        isFull = isFullPage(events, bytes)
        if (isFull) stream.cancel().catch(() => undefined) // what it ends with is not asked for
      })
      .on('end', () => end(() => resolve({ events, isFull })))
      .on('error', (error) => end(() => reject(error)))
  })
}

function subscribe(client: EventStoreDBClient, wanted: SubscriptionRequest): Source {
  const source = openSource(client, wanted)
  source
    .on('data', ({ event }: AllStreamResolvedEvent) => {
      if (event !== undefined) wanted.onEvent(parseStoredEvent(event))
    })
    .on('caughtUp', wanted.onCaughtUp)
    .on('error', wanted.onEnd)
    .on('end', () => wanted.onEnd(new Unanswered('the subscription ended')))
  return {
    pause: () => void source.pause(),
    resume: () => void source.resume(),
    isPaused: () => source.isPaused(),
    isDrained: () => source.readableLength === 0,
  }
}

function openSource(
  client: EventStoreDBClient,
  { after, streamPrefixes, onCheckpoint }: SubscriptionRequest,
): AllStreamSubscription {
  const fromPosition = fromAfter(after)
  // Unfiltered: the few system events are cheaper to skip here than checkpoints to receive.
  if (streamPrefixes === undefined)
    return client.subscribeToAll({ fromPosition }, { highWaterMark: READ_AHEAD })
  return client.subscribeToAll(
    {
      fromPosition,
      filter: streamNameFilter({
        prefixes: [...streamPrefixes],
        maxSearchWindow: CHECKPOINT_EVERY_EVENTS,
        checkpointReached: async (_subscription, { commit, prepare }) =>
          onCheckpoint({ position: commit, isIncluded: prepare === commit }),
      }),
    },
    { highWaterMark: READ_AHEAD },
  )
}

function fromAfter(after: Position) {
  return after === logStart ? START : { commit: after, prepare: after }
}
